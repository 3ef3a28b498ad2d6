import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { balanceOf } from '../../shared/domain/account/account.ts';
import { microcredits } from '../../shared/domain/amount.ts';
import { auditAccount } from '../../shared/domain/ledger/audit-account.ts';
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import { advanceAccount } from '../../shared/operations/advance-account.ts';
import { authorizeHold } from '../../shared/operations/authorize-hold.ts';
import { captureHold } from '../../shared/operations/capture-hold.ts';
import { listHolds } from '../../shared/operations/list-holds.ts';
import { readHold } from '../../shared/operations/read-hold.ts';
import { currentAccount } from '../../shared/operations/reading/current-account.ts';
import { releaseHold } from '../../shared/operations/release-hold.ts';
import { reportUsage } from '../../shared/operations/report-usage.ts';
import { sweepDue } from '../../shared/operations/sweep-due.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import type { Table } from '../../shared/storage/table.ts';
import { credits, dayMs, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit, ledgerOf, openFleet, testQueue } from '../support/builders/fleet.ts';
import { engines, startTestStore, type TestStore } from '../support/engines/engines.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { rounds } from '../support/expectations/effort.ts';

const lifeMs = 60_000;

function authorize(
  store: CreditStore,
  accountId: string,
  key: string,
  amount: number,
  nowMs = startMs,
): Promise<string> {
  const charge = { credits: credits(amount), category: 'ai' } as const;
  const asks = { ...requestNamed(key), accountId, charge, lifeMs, whenExhausted: 'pause' } as const;
  return authorizeHold(store, asks, nowMs).then((outcome) => {
    if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
    return outcome.value.hold?.holdId ?? expect.fail('no hold');
  });
}

const capture = (store: CreditStore, accountId: string, holdId: string, key: string, amount: number, nowMs: number) =>
  captureHold(
    store,
    { ...requestNamed(key), accountId, holdId, charge: { credits: credits(amount) }, isLateAllowed: false },
    nowMs,
  );

/** Ends of one hold in a ledger. */
function endsOf(entries: readonly Entry[], holdId: string): readonly Entry[] {
  return entries.filter(({ type, hold }) => hold?.holdId === holdId && !['hold', 'extension'].includes(type));
}

async function expectSound(store: CreditStore, accountId: string): Promise<readonly Entry[]> {
  const entries = await ledgerOf(store, accountId);
  const loaded = await store.readAccount(accountId);
  expect(loaded && auditAccount(loaded.account, entries)).toEqual([]);
  return entries;
}

describe('capture in parallel with release and with the clock passing expiry', () => {
  /** Yields at every call, for as long as a small generator says, so that the racers interleave differently each round. */
  function jitter(table: Table, seed: number): Table {
    let state = seed;
    const yielding = async (): Promise<void> => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      for (let turns = state % 4; turns > 0; turns -= 1) await Promise.resolve();
      if (state % 5 === 0) await sleep(0);
    };
    return {
      ...table,
      get: (key, options) => yielding().then(() => table.get(key, options)),
      getMany: (keys) => yielding().then(() => table.getMany(keys)),
      put: (item, guard) => yielding().then(() => table.put(item, guard)),
      query: (range) => yielding().then(() => table.query(range)),
    };
  }

  it('has one terminal state each, in 1,000 rounds, and the numbers add up', async () => {
    const memory = createMemoryTable();
    const stores = [1, 2, 3].map((seed) =>
      createStore(jitter(memory, seed), { sleep: () => sleep(0), random: () => 0.5, monotonicMs: () => 0 }),
    );
    const [one, two, three] = stores;
    if (one === undefined || two === undefined || three === undefined) return expect.fail('no stores');
    await one.catalogue.addPlan(plan({ credits: credits(100_000) }));
    const ends = new Map<string, number>();
    for (let batch = 0; batch < rounds(20); batch += 1) {
      const [accountId = ''] = await openFleet(one, `race-${batch}`, 1);
      for (let round = 0; round < 50; round += 1) {
        const nowMs = startMs + round * 2 * lifeMs;
        const holdId = await authorize(one, accountId, `hold ${round}`, 10, nowMs);
        // In a third of the rounds the clock has passed the expiry for those who settle it.
        const expired = nowMs + (round % 3 === 0 ? lifeMs : 1);
        await Promise.all([
          capture(one, accountId, holdId, `capture ${round}`, 7, nowMs + 1),
          releaseHold(two, { ...requestNamed(`release ${round}`), accountId, holdId }, nowMs + 1),
          advanceAccount(three, accountId, expired),
        ]);
        const loaded = await one.readAccount(accountId);
        expect(loaded && balanceOf(loaded.account).held).toBe(0);
      }
      const entries = await expectSound(one, accountId);
      for (const { hold } of entries.filter(({ type }) => type === 'hold')) {
        const [end, ...more] = endsOf(entries, hold?.holdId ?? '');
        expect(more).toEqual([]);
        ends.set(end?.type ?? 'none', (ends.get(end?.type ?? 'none') ?? 0) + 1);
      }
    }
    const { none = 0, ...each } = Object.fromEntries(ends);
    expect(none).toBe(0);
    // All three ways to end were taken, or the race was none.
    expect(Object.keys(each).sort()).toEqual(['capture', 'hold-expiry', 'release']);
  });
});

describe.each(engines)('holds over %s', (engine) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await startTestStore(engine);
  });
  afterAll(() => test.stop());

  const openOne = async (name: string): Promise<string> => {
    const [accountId = ''] = await openFleet(test.newStore(), `${name}-${engine}`, 1);
    return accountId;
  };

  it('1,000 streams at once with random kills never spend more than there is, and lose at most `extendBy` each', async () => {
    const accountId = await openOne('streams');
    const streams = rounds(1_000);
    const extendBy = credits(0.5);
    let seed = 7;
    const random = (): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const stores = [test.newStore(), test.newStore()];
    let usedInAll = 0;
    let killed = 0;
    const stream = async (index: number): Promise<void> => {
      const store = stores[index % 2] ?? test.newStore();
      const charge = { credits: extendBy, category: 'ai' } as const;
      const asks = {
        ...requestNamed(`s${index}`),
        accountId,
        charge,
        lifeMs,
        whenExhausted: 'pause',
        extendBy,
      } as const;
      const held = await authorizeHold(store, asks, startMs);
      if (held.kind !== 'done') return;
      const holdId = held.value.hold?.holdId ?? '';
      const wanted = Math.ceil(random() * 3) * 400_000;
      let used = 0;
      while (used < wanted) {
        used = Math.min(wanted, used + 300_000);
        const report = {
          ...requestNamed(`s${index} ${used}`),
          accountId,
          holdId,
          charge: { credits: microcredits(used) },
        };
        const said = await reportUsage(store, report, startMs + 1);
        if (said.kind !== 'done' || said.value.decision === 'pause') {
          used = Math.min(used, said.kind === 'done' ? said.value.hold.credits : used);
          break;
        }
        if (random() < 0.1) {
          killed += 1;
          usedInAll += used;
          return;
        }
      }
      const end = {
        ...requestNamed(`s${index} end`),
        accountId,
        holdId,
        charge: { credits: microcredits(used) },
        isLateAllowed: false,
      };
      const captured = await captureHold(store, end, startMs + 2);
      expect(captured.kind).toBe('done');
      usedInAll += used;
    };
    for (let start = 0; start < streams; start += 250)
      await Promise.all(Array.from({ length: 250 }, (_, index) => stream(start + index)));

    await advanceAccount(test.newStore(), accountId, startMs + lifeMs + 10);
    const entries = await expectSound(test.newStore(), accountId);
    for (const { after } of entries) expect(after.available + after.held).toBeLessThanOrEqual(credits(1_000));
    const loaded = await test.newStore().readAccount(accountId);
    expect(loaded?.account.openHolds).toBe(0);
    const billed = entries
      .filter(({ type }) => type === 'capture' || type === 'hold-expiry')
      .reduce((sum, entry) => sum + entry.credits, 0);
    expect(killed).toBeGreaterThan(20);
    expect(billed).toBeLessThanOrEqual(usedInAll);
    expect(usedInAll - billed).toBeLessThanOrEqual(killed * extendBy);
  }, 120_000);

  it('holds whose time is up are settled before anyone is refused for lack of credits, and read as given back', async () => {
    const store = test.newStore();
    const accountId = await openOne('before-refusal');
    const holdId = await authorize(store, accountId, 'all', 1_000);
    expect(await debit(store, accountId, { key: 'early', credits: 1, nowMs: startMs + 1 })).toMatchObject({
      kind: 'refused',
    });
    const current = await currentAccount(store, accountId, startMs + lifeMs);
    expect(current && balanceOf(current.account)).toMatchObject({ available: credits(1_000), held: 0 });
    expect(await readHold(store, { accountId, holdId }, startMs + lifeMs)).toMatchObject({
      value: { state: 'expired' },
    });
    const late = await debit(test.newStore(), accountId, { key: 'late', credits: 1_000, nowMs: startMs + lifeMs });
    expect(late).toMatchObject({ kind: 'done' });
    await expectSound(store, accountId);
  });

  it('the sweep finds an account by its earliest hold, and settles every hold that is due', async () => {
    const store = test.newStore();
    const accountId = await openOne('swept');
    for (let index = 0; index < 120; index += 1) await authorize(store, accountId, `hold ${index}`, 1, startMs + index);
    const queue = testQueue();
    const nowMs = startMs + lifeMs + 59;
    await sweepDue(store, queue, nowMs);
    expect(queue.waiting.flatMap(({ accountIds }) => accountIds)).toContain(accountId);
    await queue.work(test.newStore(), nowMs);
    const entries = await expectSound(store, accountId);
    expect(entries.filter(({ type }) => type === 'hold-expiry')).toHaveLength(60);
    const open = await listHolds(store, { accountId, limit: 100 }, nowMs);
    expect(open).toMatchObject({ kind: 'done' });
    expect(open.kind === 'done' && open.value.holds.length).toBe(60);
    const loaded = await store.readAccount(accountId);
    expect(loaded?.account).toMatchObject({ openHolds: 60, holdsDueMs: startMs + lifeMs + 60 });
  });

  it('a filed hold that lands late takes nothing back', async () => {
    const accountId = await openOne('late-filing');
    const late: (() => Promise<unknown>)[] = [];
    const slow = test.newStore((table) => ({
      ...table,
      put: async (item, guard) => {
        if (item.sk.startsWith('HOLD#')) late.push(() => table.put(item, guard));
        return table.put(item, guard);
      },
    }));
    const holdId = await authorize(slow, accountId, 'hold', 100);
    for (let index = 0; index < 8; index += 1)
      await debit(slow, accountId, { key: `fill ${index} ${'x'.repeat(120)}`, credits: 1, nowMs: startMs + 1 });
    expect(late.length).toBeGreaterThan(0);
    const store = test.newStore();
    expect(await capture(store, accountId, holdId, 'capture', 50, startMs + 2)).toMatchObject({ kind: 'done' });
    for (let index = 0; index < 8; index += 1)
      await debit(store, accountId, { key: `more ${index} ${'x'.repeat(120)}`, credits: 1, nowMs: startMs + 3 });
    for (const put of late) await put();
    expect(await readHold(store, { accountId, holdId }, startMs + 4)).toMatchObject({ value: { state: 'captured' } });
    expect(await capture(store, accountId, holdId, 'twice', 50, startMs + 4)).toMatchObject({
      kind: 'refused',
      refusal: { reason: 'hold-settled' },
    });
    await expectSound(store, accountId);
  });

  it('a hold across a boundary is captured from the ended grant, and its rest is never revived', async () => {
    const store = test.newStore();
    const accountId = await openOne('across');
    const boundaryMs = startMs + 30 * dayMs;
    const holdId = await authorize(store, accountId, 'hold', 400, boundaryMs - 1_000);
    await advanceAccount(store, accountId, boundaryMs);
    await capture(test.newStore(), accountId, holdId, 'capture', 150, boundaryMs + 1_000);
    const entries = await expectSound(store, accountId);
    expect(entries.at(-1)).toMatchObject({
      slices: [{ grantId: 'plan-0', credits: credits(150) }],
      returned: [{ grantId: 'plan-0', credits: credits(250), forfeited: true }],
      after: { available: credits(1_000), held: 0 },
    });
  });
});
