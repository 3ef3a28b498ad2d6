/** An account of a test project lives fourteen months in a moment, by its own clock: over a leap day and two changes of the clock. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStillClock, type LocalClock } from '../../infra/local/clock.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

const startMs = Date.parse('2028-01-15T11:00:00.000Z');
const minuteMs = 60_000;
const plan = { name: 'Try', credits: 100, cycle: 'month', packs: [] };

let clock: LocalClock;
let service: TestService;
beforeAll(async () => {
  clock = createStillClock(startMs);
  service = await startTestService({ clock, contents: 'catalogue' });
  await service.call('PUT', '/test/plans/team', { body: plan });
  for (const accountId of ['acme', 'globex']) await open(`/test/accounts/${accountId}`);
  await open('/accounts/acme');
});
afterAll(() => service.stop());

function open(path: string) {
  return service.call('PUT', path, { body: { planId: 'team', timeZone: 'Europe/Berlin' }, key: 'open' });
}

const move = (accountId: string, to: string) =>
  service.call('PUT', `/test/accounts/${accountId}/clock`, { body: { to } });
const debit = (path: string, key: string) =>
  service.call('POST', `${path}/debits`, { body: { credits: 1, category: 'ai' }, key });
const boundaries = async (): Promise<readonly string[]> => {
  const { entries } = (await service.call('GET', '/test/accounts/acme/ledger?limit=100')).json;
  return entries
    .filter(({ type, source }: { type: string; source?: string }) => type === 'grant' && source !== 'add-on')
    .map(({ at }: { at: string }) => at);
};

it('lives fourteen months, each cycle once and at its boundary', async () => {
  for (let month = 1; month <= 14; month += 1) {
    const to = new Date(Date.UTC(2028, month, 20, 12)).toISOString();
    const moved = await move('acme', to);
    expect([moved.status, moved.json]).toEqual([200, expect.objectContaining({ accountId: 'acme', at: to })]);
    const paid = await debit('/test/accounts/acme', `month ${month}`);
    expect(paid.json).toMatchObject({ entry: { type: 'debit', at: to }, balance: { available: 99 } });
  }

  const at = await boundaries();
  expect(at).toHaveLength(15);
  // On the 15th at the hour of Berlin, which is an hour earlier in UTC from the end of March to the end of October.
  expect(at.slice(1)).toEqual(
    Array.from({ length: 14 }, (_, index) =>
      new Date(Date.UTC(2028, index + 1, 15, index >= 2 && index <= 8 ? 10 : 11)).toISOString(),
    ),
  );
  const account = (await service.call('GET', '/test/accounts/acme')).json;
  expect(account).toMatchObject({ available: 99, cycle: { index: 14 } });
});

it('leaves every other account where it is, live ones above all', async () => {
  expect((await service.call('GET', '/test/accounts/globex')).json).toMatchObject({ seq: 1, cycle: { index: 0 } });
  expect((await service.call('GET', '/accounts/acme')).json).toMatchObject({ seq: 1, cycle: { index: 0 } });
  const refused = await service.call('PUT', '/accounts/acme/clock', { body: { to: '2028-03-01T00:00:00.000Z' } });
  expect([refused.status, refused.json.code]).toEqual([409, 'clock-not-movable']);
  expect((await debit('/accounts/acme', 'now')).json.entry.at).toBe(new Date(startMs).toISOString());
});

it('moves ahead alone, in bounds, and once for one instant', async () => {
  const to = '2028-04-20T00:00:00.000Z';
  expect((await move('globex', to)).json).toMatchObject({ at: to });
  const seq = async (): Promise<number> => (await service.call('GET', '/test/accounts/globex')).json.seq;
  const before = await seq();

  expect((await move('globex', to)).json).toMatchObject({ at: to });
  expect(await seq()).toBe(before);
  for (const wrong of ['2028-04-19T00:00:00.000Z', '2029-06-20T00:00:00.000Z', '2028-02-30T00:00:00.000Z'])
    expect((await move('globex', wrong)).json, wrong).toMatchObject({ status: 400, errors: [{ field: 'to' }] });
  expect((await move('nobody', to)).json.code).toBe('account-not-found');
  expect(await seq()).toBe(before);
});

it('goes on by its own clock: schedules, batches, events', async () => {
  await move('globex', '2028-05-15T09:59:00.000Z');
  const cycle = async (): Promise<number> => (await service.call('GET', '/test/accounts/globex')).json.cycle.index;
  const stored = async (): Promise<number> => (await service.call('GET', '/test/accounts/globex')).json.seq;
  const [cycleBefore, seqBefore] = [await cycle(), await stored()];
  const batch = await service.call('POST', '/test/debits', {
    body: {
      debits: ['acme', 'globex'].map((accountId) => ({ accountId, idempotencyKey: 'b', credits: 1, category: 'ai' })),
    },
  });
  const at = batch.json.results.map(({ body }: { body: { entry: { at: string } } }) => body.entry.at);
  expect(at).toEqual(['2029-03-20T12:00:00.000Z', '2028-05-15T09:59:00.000Z']);

  // Two minutes of everybody's clock are two of its own: past the boundary, which the schedule finds by itself.
  await service.call('POST', '/local/clock', { body: { now: new Date(clock.nowMs() + 2 * minuteMs).toISOString() } });
  await service.consumed();
  expect(await stored()).toBeGreaterThan(seqBefore + 1);
  expect(await cycle()).toBe(cycleBefore + 1);
  const { headers } = await service.call('GET', '/test/accounts/globex');
  expect(headers.get('account-time')).toBe('2028-05-15T10:01:00.000Z');
  expect((await service.call('GET', '/accounts/acme')).headers.get('account-time')).toBeNull();
  const { events } = (await service.call('GET', '/local/events')).json;
  const resets = events.filter(
    (event: { source: string; 'detail-type': string; detail: { metadata: { accountId?: string } } }) =>
      event.source === 'credits.test' &&
      event['detail-type'] === 'CycleReset' &&
      event.detail.metadata.accountId === 'globex',
  );
  expect(resets.length).toBe(cycleBefore + 1);
});
