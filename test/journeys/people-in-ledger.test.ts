/** A change by a person has its line in the ledger with the person, and is done once however often it is sent. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { present } from '../../shared/domain/present.ts';
import { roleSettings } from '../support/service/people-of-roles.ts';
import { startTestService, type TestService } from '../support/service/service.ts';
import { session } from '../support/service/sessions.ts';

let service: TestService;
beforeAll(async () => {
  Object.assign(process.env, roleSettings);
  service = await startTestService({ hasSchedules: false });
  await service.open('acme');
});
afterAll(() => service.stop());

it('writes who it was into the ledger, once however often it is sent', async () => {
  const ada = session({ sub: 'auth0|ada', 'custom:accounts': 'acme/admin' });
  const grace = session({ sub: 'grace', groups: ['helpdesk', 'billing'] });
  const changes = [
    ['PUT', '/limits/month', { credits: 900, period: 'cycle' }, ada],
    ['PUT', '/auto-top-up', { packId: 'burst-1000', threshold: 10, maxPerCycle: 1 }, ada],
    ['DELETE', '/auto-top-up', undefined, ada],
    ['DELETE', '/limits/month', undefined, ada],
    ['PUT', '/plan', { planId: 'scale' }, ada],
    ['POST', '/adjustments', { credits: 5, reason: 'goodwill', actor: 'grace@example.com' }, grace],
    ['POST', '/purchases', { packId: 'burst-1000', paymentId: 'wire-7' }, grace],
    ['POST', '/purchases/wire-7/refund', { reason: 'wired twice' }, grace],
  ] as const;

  for (const [index, [method, path, body, headers]] of changes.entries()) {
    const send = () =>
      service.call(method, `/accounts/acme${path}`, { headers, key: `act ${index}`, ...present({ body }) });
    const [first, second] = await Promise.all([send(), send()]);
    expect([first.status, first.text], path).toEqual([expect.toSatisfy((status) => status < 300), second.text]);
  }

  const { entries } = (await service.call('GET', '/accounts/acme/ledger?limit=100')).json;
  const callers: readonly string[] = entries.map(({ caller }: { readonly caller: string }) => caller);
  expect(callers.filter((caller) => caller.startsWith('person/'))).toEqual(
    changes.map(([, , , headers]) => (headers === ada ? 'person/auth0|ada' : 'person/grace')),
  );
});
