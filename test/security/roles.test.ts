/**
 * Roles × acts × whose account it is, over HTTP: what each role may do is written out here, and everything else is withheld
 * and changes nothing.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../shared/contract/routes/route.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { present } from '../../shared/domain/present.ts';
import { peopleOfRoles, roleSettings } from '../support/service/people-of-roles.ts';
import { startTestService, type TestService } from '../support/service/service.ts';
import { session } from '../support/service/sessions.ts';

const acts = routeList.filter(
  ({ audience, role = 'viewer', operatorRole, permission }) =>
    permission !== 'anyone' && (audience === 'none' || role !== 'viewer' || operatorRole !== undefined),
);

let service: TestService;
beforeAll(async () => {
  Object.assign(process.env, roleSettings);
  service = await startTestService({ hasSchedules: false });
  for (const accountId of ['acme', 'globex']) await service.open(accountId);
  const { json: plan } = await service.call('GET', '/plans/team');
  await service.call('PUT', '/test/plans/team', {
    body: { name: 'Team', credits: plan.credits, cycle: 'month', packs: [] },
  });
  await service.call('PUT', '/test/accounts/acme', { body: { planId: 'team' }, key: 'open' });
});
afterAll(() => service.stop());

describe.each(peopleOfRoles)('%s', (who, claims, allowed) => {
  const headers = session({ sub: 'ada', ...claims });

  it('is let through to nothing but what the role covers, and changes nothing by asking', async () => {
    const before = await states();
    for (const route of acts.filter(({ id }) => !allowed.includes(id)))
      expect(await asked(route, { headers, key: who }), route.id).toEqual([403, 'not-authorized']);
    // Of the own account in another project, and of another account, nothing at all, but what operators do.
    const others = allowed.filter((id) => actOf(id).audience === 'own-account' && !('groups' in claims));
    for (const id of others) {
      for (const place of [{ accountId: 'globex' }, { accountId: 'nobody' }, { project: '/test' }])
        expect(await asked(actOf(id), { headers, key: who, ...place }), id).toEqual([403, 'not-authorized']);
    }
    for (const id of allowed)
      expect(await asked(actOf(id), { headers, key: who, project: '/test' }), id).toEqual([403, 'not-authorized']);
    expect(await states()).toEqual(before);
  });

  it('is let through to what the role covers', async () => {
    const withheld: string[] = [];
    for (const id of allowed) {
      // To an account that isn’t there, so that nothing comes of it. An own one must be named: the answer is of the request.
      const route = actOf(id);
      const text = 'groups' in claims ? undefined : '{"no":"body"}';
      const place = 'groups' in claims ? { accountId: 'nobody' } : {};
      const [status] = await asked(route, { headers, key: who, ...place, ...present({ text }) });
      if (status === 403 || status >= 500) withheld.push(`${id}: ${status}`);
    }
    expect(withheld).toEqual([]);
  });
});

interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  readonly key: string;
  readonly project?: string;
  readonly accountId?: string;
  /** The body as it is: the example’s when left out. */
  readonly text?: string;
}

async function asked(
  { id, method, path, example }: Route,
  { headers, key, project = '', accountId = 'acme', text }: Asked,
): Promise<readonly [number, string]> {
  const params = { ...example.params, accountId };
  const body = example.body === undefined ? undefined : (text ?? JSON.stringify(example.body));
  const place = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(String({ ...params }[name as 'accountId'])),
  );
  const answer = await fetch(service.url + project + place, {
    method,
    headers: {
      ...headers,
      'content-type': 'application/json',
      'idempotency-key': `${key} ${id} ${accountId}`.replace(/[^ -~]/g, ''),
    },
    ...present({ body }),
  });
  return [answer.status, JSON.parse((await answer.text()) || '{}').code];
}

function actOf(id: string): Route {
  const found = routeList.find((route) => route.id === id);
  if (found === undefined) throw new TypeError(`there is no ${id}`);
  return found;
}

async function states(): Promise<readonly string[]> {
  const paths = ['/accounts/acme', '/accounts/globex', '/test/accounts/acme', '/accounts/acme/limits', '/plans'];
  return Promise.all(paths.map(async (path) => (await service.call('GET', path)).text));
}
