/** Nobody reaches another account's data, nor learns whether it is there (S12, S14, S16). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStillClock } from '../../infra/local/clock.ts';
import { routeList, routes } from '../../shared/contract/routes/routes.ts';
import { present } from '../../shared/domain/present.ts';
import { type Params, requestOf } from '../support/builders/route-request.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

const ours = 'acme';
const theirs = 'globex';
const nobody = 'nobody';

/** After the usage of the debit's example, which may not lie ahead. */
const exampleMs = Date.parse('2026-11-23T00:00:00.000Z');

let service: TestService;
/** The ids of what the other account has, by the name that it has in paths; and ids of the same shape that nobody has. */
let theirIds: Params;
const unknownIds: Params = {
  holdId: 'hold_000000000_AAAAAAAAAAAAAAAA',
  seq: '999999',
  paymentId: 'pi_nobody',
  limitId: 'nobody',
  usageId: 'nobody',
};

beforeAll(async () => {
  // What is kept costs more from moment to moment: the clock stands still.
  service = await startTestService({ hasSchedules: false, clock: createStillClock(exampleMs) });
  for (const accountId of [ours, theirs]) await service.open(accountId);
  const post = (path: string, body: unknown): ReturnType<TestService['call']> =>
    service.call('POST', `/accounts/${theirs}/${path}`, { body, key: path });
  const debit = await post('debits', { credits: 7, category: 'ai' });
  const hold = await post('holds', { credits: 5, category: 'ai' });
  await post('purchases', { packId: 'burst-1000', paymentId: 'pi_theirs' });
  const put = (path: string, body: unknown): ReturnType<TestService['call']> =>
    service.call('PUT', `/accounts/${theirs}/${path}`, { body, key: path });
  await put('limits/theirs', { credits: 9, category: 'ai' });
  await put('standing-usage/theirs', { sku: 'platform.log-storage.gb-hour', quantity: 1 });
  theirIds = {
    holdId: String(hold.json.hold.holdId),
    seq: String(debit.json.entry.seq),
    paymentId: 'pi_theirs',
    limitId: 'theirs',
    usageId: 'theirs',
  };
});
afterAll(() => service.stop());

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: string;
}

async function send(route: (typeof routeList)[number], params: Params, headers: Params = {}): Promise<Answer> {
  const { method, path, text, headers: own } = requestOf(route, params);
  const key = route.isChange ? { 'idempotency-key': [route.id, ...Object.values(params)].join(' ') } : {};
  const response = await fetch(service.url + path, {
    method,
    headers: { ...own, ...key, ...headers },
    ...present({ body: text }),
  });
  const { date: _date, 'content-length': _length, ...others } = Object.fromEntries(response.headers);
  return { status: response.status, text: await response.text(), headers: JSON.stringify(others) };
}

/** The answer with the ids that were asked for left out: what remains must not tell the two apart. */
async function withoutIds(route: (typeof routeList)[number], params: Params, headers?: Params): Promise<Answer> {
  const answer = await send(route, params, headers);
  const text = Object.values(params).reduce((left, id) => left.replaceAll(id, '…'), answer.text);
  return { ...answer, text };
}

async function stateOf(accountId: string): Promise<string> {
  const paths = ['', '/ledger', '/holds', '/limits', '/standing-usage'];
  const all = await Promise.all(paths.map((path) => service.call('GET', `/accounts/${accountId}${path}`)));
  return all.map(({ text }) => text).join('\n');
}

describe('a session of one account', () => {
  const session = { authorization: `Bearer ${part({ alg: 'none' })}.${part({ 'custom:accounts': ours })}.` };

  it.each(routeList.filter((route) => route.audience === 'own-account'))(
    'is told of another account what it is told of none: $id',
    async (route) => {
      const theirAnswer = await withoutIds(route, { ...theirIds, accountId: theirs }, session);

      expect(theirAnswer).toEqual(await withoutIds(route, { ...theirIds, accountId: nobody }, session));
      expect(theirAnswer).toEqual(await withoutIds(route, { ...unknownIds, accountId: theirs }, session));
      expect(theirAnswer.status).toBe(403);
    },
  );

  it('reaches no other account by a header, a query or a second account in its path', async () => {
    const tricks: readonly Params[] = [
      { 'x-account-id': ours, 'x-tenant-id': ours, 'x-forwarded-user': ours },
      { 'x-amzn-oidc-data': theirs, cookie: `accounts=${theirs}` },
      { 'x-original-url': `/accounts/${ours}`, 'x-http-method-override': 'GET' },
    ];
    for (const trick of tricks) {
      const answer = await send(routes.readAccount, { accountId: theirs }, { ...session, ...trick });
      expect(answer.status).toBe(403);
    }
    for (const path of [
      `${ours},${theirs}`,
      `${ours}%2F..%2F${theirs}`,
      `${theirs}%00${ours}`,
      `${ours}/../${theirs}`,
    ]) {
      const response = await fetch(`${service.url}/accounts/${path}`, { headers: session });
      expect([400, 403], path).toContain(response.status);
    }
    const own = await send(routes.readAccount, { accountId: ours }, { ...session, 'x-account-id': theirs });
    expect(JSON.parse(own.text)).toMatchObject({ accountId: ours });
  });
});

describe('a request for one account', () => {
  const withParts = routeList.filter(
    ({ path }) => path.includes('{accountId}') && Object.keys(unknownIds).some((id) => path.includes(`{${id}}`)),
  );

  it('finds by another account’s ids what it finds by unknown ones, on every route that takes any', async () => {
    const [before, theirsBefore] = [await stateOf(ours), await stateOf(theirs)];
    // What sets something under an id of its own choice has no other account's to find.
    const finding = withParts.filter(({ method, isChange }) => !(method === 'PUT' && isChange));
    expect(finding.length).toBeGreaterThan(8);

    for (const route of finding) {
      const found = await withoutIds(route, { ...theirIds, accountId: ours });
      const unknown = await withoutIds(route, { ...unknownIds, accountId: ours });
      expect(found.status, `${route.id}: ${found.text}`).toBe(404);
      expect(found, route.id).toEqual(unknown);
    }

    expect(await stateOf(ours)).toBe(before);
    expect(await stateOf(theirs)).toBe(theirsBefore);
  });

  it('sets under another account’s id something of its own, and nothing of the other’s', async () => {
    const theirsBefore = await stateOf(theirs);

    for (const route of withParts.filter(({ method }) => method === 'PUT'))
      expect((await send(route, { ...theirIds, accountId: ours })).status, route.id).toBe(200);

    expect(await stateOf(theirs)).toBe(theirsBefore);
  });

  it('is for the account in its path, whatever its headers say', async () => {
    const theirsBefore = await stateOf(theirs);
    const conflicting = { 'x-account-id': theirs, 'x-tenant-id': theirs, accountid: theirs };

    const answer = await send(routes.debitCredits, { accountId: ours }, conflicting);

    expect(JSON.parse(answer.text).entry.accountId).toBe(ours);
    expect(await stateOf(theirs)).toBe(theirsBefore);
  });
});

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
