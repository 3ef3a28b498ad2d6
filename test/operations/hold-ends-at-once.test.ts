import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../shared/domain/account/account.ts';
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import { advanceAccount } from '../../shared/operations/advance-account.ts';
import { releaseHold } from '../../shared/operations/release-hold.ts';
import { createStore } from '../../shared/storage/store.ts';
import type { Table } from '../../shared/storage/table.ts';
import { credits, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { openFleet } from '../support/builders/fleet.ts';
import { authorize, capture, expectSound, lifeMs } from '../support/builders/stored-holds.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { rounds } from '../support/expectations/effort.ts';

/** Ends of one hold in a ledger. */
function endsOf(entries: readonly Entry[], holdId: string): readonly Entry[] {
  return entries.filter(({ type, hold }) => hold?.holdId === holdId && !['hold', 'extension'].includes(type));
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
