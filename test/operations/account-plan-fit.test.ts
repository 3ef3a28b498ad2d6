import { beforeEach, describe, expect, it } from 'vitest';
import type { Statement } from '../../shared/domain/ledger/statement.ts';
import type { PlanFit } from '../../shared/domain/plan-fit/plan-fit.ts';
import { changePlan } from '../../shared/operations/change-plan.ts';
import { closeAccount } from '../../shared/operations/close-account.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { purchasePack } from '../../shared/operations/purchase-pack.ts';
import { readStatement } from '../../shared/operations/read-statement.ts';
import { accountPlanFit } from '../../shared/operations/reading/account-plan-fit.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { credits, dayMs, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit, ledgerOf } from '../support/builders/fleet.ts';
import { type Counts, countingTable } from '../support/engines/counting-table.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

const price = { millionths: 10_000_000, currency: 'USD', interval: 'month' } as const;
const accountId = 'acme';

describe('reading plan fit', () => {
  let store: CreditStore;
  let counts: Counts;

  beforeEach(async () => {
    const counting = countingTable(createMemoryTable());
    counts = counting.counts;
    store = createStore(counting.table, stillSurroundings);
    await store.catalogue.addPlan(plan({ price }));
    await store.catalogue.addPlan(
      plan({ planId: 'small', credits: credits(100), price: { ...price, millionths: 1_000_000 } }),
    );
    await openAccount(store, { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs }, startMs);
  });

  /** A debit every so many days, and a pack in the second month. */
  async function live(months: number, amount: number): Promise<number> {
    const endMs = Date.UTC(2026, 10 + months);
    for (let nowMs = startMs + dayMs; nowMs < endMs; nowMs += 3 * dayMs)
      await debit(store, accountId, { key: `debit at ${nowMs}`, credits: amount, nowMs });
    return endMs + dayMs;
  }

  async function fitAt(nowMs: number): Promise<PlanFit> {
    const outcome = await accountPlanFit(store, accountId, nowMs);
    if (outcome.kind !== 'done') throw new Error(outcome.kind);
    return outcome.value;
  }

  async function usedByStatement(cycle: number, nowMs: number): Promise<readonly [bigint, bigint]> {
    const outcome = await readStatement(store, { accountId, cycle }, nowMs);
    if (outcome.kind !== 'done') throw new Error(outcome.kind);
    const sum = (...types: readonly Statement['movements'][number]['type'][]): bigint =>
      outcome.value.movements
        .filter(({ type }) => types.includes(type))
        .reduce((all, movement) => all - movement.credits, 0n);
    return [sum('used', 'reversed'), sum('expired', 'forfeited')];
  }

  it('reckons up what the statements say of the real course, and writes nothing', async () => {
    const nowMs = await live(4, 7.5);
    const command = { ...requestNamed('buy'), accountId, packId: 'burst-100', paymentId: 'pi_1' };
    await purchasePack(store, command, nowMs);
    const endMs = nowMs + 31 * dayMs;
    const writes = counts.writeUnits;

    const { real, cycles, advice } = await fitAt(endMs);

    expect(cycles.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    for (const { cycle, used, wasted } of real?.cycles ?? [])
      expect([used, wasted]).toEqual(await usedByStatement(cycle.index, endMs));
    expect(real?.costs?.cycles.at(-1)).toEqual({ plan: 10_000_000n, packs: 2_000_000n });
    expect(advice).toMatchObject({ kind: 'change', planId: 'small', saving: 45_000_000n, currency: 'USD' });
    expect(counts.writeUnits).toBe(writes);
  });

  it('looks at six cycles of a long ledger, however long it is', async () => {
    const nowMs = await live(9, 7.5);
    const reads = counts.readUnits;

    const { cycles } = await fitAt(nowMs);

    expect(cycles.map(({ index }) => index)).toEqual([3, 4, 5, 6, 7, 8]);
    expect(counts.readUnits - reads).toBeLessThan(60);
  });

  it('says so when fewer than three cycles fit into what one answer replays', async () => {
    const nowMs = await live(4, 7.5);
    const [, second] = await ledgerOf(store, accountId);
    if (second === undefined) throw new Error('no debit');
    const busy: CreditStore = {
      ...store,
      entriesFrom: async function* () {
        for (;;) yield { ...second, cycle: 3 };
      },
    };

    const outcome = await accountPlanFit(busy, accountId, nowMs);

    expect(outcome).toMatchObject({ value: { advice: { kind: 'abstain', because: 'history-long' } } });
  });

  it('takes an account that changed its plan by what the present plan would have cost', async () => {
    const changedMs = await live(2, 7.5);
    await changePlan(store, { ...requestNamed('down'), accountId, planId: 'small', when: 'next-cycle' }, changedMs);

    const { advice, real } = await fitAt(Date.UTC(2027, 2, 2));

    expect(real?.costs?.cycles.map((cost) => Number(cost.plan) / 1e6)).toEqual([10, 10, 10, 1]);
    expect(advice).toMatchObject({ kind: 'keep', planId: 'small', because: 'cheapest' });
  });

  it('has nothing to say of an account that is closed or new, and knows no other', async () => {
    const fresh = await fitAt(startMs + dayMs);
    await closeAccount(store, { ...requestNamed('close'), accountId }, startMs + 2 * dayMs);

    expect(fresh.advice).toEqual({ kind: 'abstain', because: 'history-short' });
    expect((await fitAt(startMs + 3 * dayMs)).advice).toEqual({ kind: 'abstain', because: 'account-closed' });
    expect(await accountPlanFit(store, 'nobody', startMs)).toMatchObject({
      kind: 'refused',
      refusal: { reason: 'account-not-found' },
    });
  });
});
