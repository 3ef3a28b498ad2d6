/** The demonstration that `npm start` shows: eight accounts with 120 days behind them, one in every state, as the service wrote them. */
import { statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStillClock } from '../../../infra/local/clock.ts';
import { demonstrationAccounts } from '../../../infra/local/demonstration/accounts.ts';
import { endBefore } from '../../../infra/local/demonstration/end.ts';
import { endMs, startMs } from '../../../infra/local/demonstration/span.ts';
import { demonstrationFile } from '../../../infra/local/demonstration/stored-items.ts';
import { dayMs } from '../../support/builders/fixtures.ts';
import { engines } from '../../support/engines/engines.ts';
import { runProgram } from '../../support/processes/program.ts';
import { startTestService, type TestService } from '../../support/service/service.ts';

const loadMaxMs = 3_000;
const fileMaxBytes = 400_000;
const states = ['steady', 'low', 'at-zero', 'overrun', 'in-debt', 'closed', 'free', 'busy'];

async function startTimed(contents: 'account' | 'demonstration', engine: (typeof engines)[number]): Promise<number> {
  const before = performance.now();
  const service = await startTestService({ engine, contents, clock: createStillClock(endMs) });
  const tookMs = performance.now() - before;
  await service.stop();
  return tookMs;
}

describe.each(engines)('the demonstration over %s', (engine) => {
  it('is loaded in at most three seconds', async () => {
    const bareMs = await startTimed('account', engine);
    expect((await startTimed('demonstration', engine)) - bareMs).toBeLessThan(loadMaxMs);
  });
});

it('is a few hundred kilobytes', () => {
  expect(statSync(demonstrationFile).size).toBeLessThan(fileMaxBytes);
});

it.each([
  ['2026-11-28T03:00:00.000Z', '2026-11-24T15:30:00.000Z'],
  ['2026-11-24T15:29:59.999Z', '2026-11-17T15:30:00.000Z'],
  ['2026-11-24T15:30:00.000Z', '2026-11-24T15:30:00.000Z'],
])('made at %s, it ends at %s', (now, end) => {
  expect(new Date(endBefore(Date.parse(now))).toISOString()).toBe(end);
});

// At its end; a little later; within the same cycles; after renewals of all; in a year.
describe.each([0, 0.1, 4, 30, 200, 366])('the demonstration, %f days after its end', (days) => {
  const presentMs = endMs + days * dayMs;
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ contents: 'demonstration', clock: createStillClock(presentMs) });
  }, 30_000);
  afterAll(() => service.stop());

  const read = async (accountId: string) => (await service.call('GET', `/accounts/${accountId}`)).json;

  it('has one account in every state, and one that nothing has used', async () => {
    expect(demonstrationAccounts.map(({ accountId }) => accountId)).toEqual(states);
    expect(await read('steady')).toMatchObject({ state: 'active', planId: 'team' });
    expect((await read('steady')).available).toBeGreaterThan(500);
    const low = await read('low');
    expect(low.state).toBe('active');
    expect(low.available).toBeGreaterThan(20);
    expect(low.available).toBeLessThan(200);
    expect(await read('at-zero')).toMatchObject({
      state: 'exhausted',
      available: 0,
      topUpRequest: { reason: 'the card was declined' },
    });
    expect(await read('overrun')).toMatchObject({ state: 'exhausted', overrun: 70 });
    expect(await read('in-debt')).toMatchObject({ state: 'exhausted', debt: 850 });
    expect(await read('closed')).toMatchObject({ state: 'closed' });
    expect(await read('free')).toMatchObject({ state: 'active', planId: 'free' });
    expect(await read('busy')).toMatchObject({ state: 'active', planId: 'scale', held: 680 });
    expect(await read('demo')).toMatchObject({ state: 'active', available: 5_000, seq: 1 });
  });

  it('is busy with many people and models in one of them, until now', async () => {
    const report = async (query: string) => (await service.call('GET', `/accounts/busy/usage?${query}`)).json;
    const from = new Date(startMs).toISOString();
    const groups = async (name: string): Promise<number> => {
      const { rows } = await report(`groupBy=dimension:${name}&from=${from}&to=${new Date(endMs).toISOString()}`);
      return new Set(rows.map(({ key }: { readonly key?: string }) => key)).size;
    };
    expect(await groups('user')).toBeGreaterThanOrEqual(10);
    expect(await groups('model')).toBeGreaterThanOrEqual(8);
    const { entries } = (await service.call('GET', '/accounts/busy/ledger?order=desc&limit=1')).json;
    expect(presentMs - Date.parse(entries[0].at)).toBeLessThan(3_600_000);
  });

  it('stands in ledgers of 120 days and more without a breach', async () => {
    const { json } = await service.call('GET', '/accounts/steady/ledger?limit=1');
    expect(Date.parse(json.entries[0].at)).toBe(startMs);
    const { code, stdout } = await runProgram('shared/client/cli/main.ts', ['verify', ...states], {
      CREDITS_URL: service.url,
    });
    expect(stdout.trim().split('\n').at(-1)).toBe('8 accounts, 0 in breach');
    expect(code).toBe(0);
  });

  it('goes on from now by the clock', () => {
    expect(service.clock.nowMs() - presentMs).toBeGreaterThanOrEqual(0);
    expect(service.clock.nowMs() - presentMs).toBeLessThan(60_000);
  });
});
