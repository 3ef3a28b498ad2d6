/** A cycle under a card that isn't published: the totals equal re-rating the same entries by hand, and nothing is written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Category, Price } from '../../shared/domain/catalogue/rate-card.ts';
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import { present } from '../../shared/domain/present.ts';
import { type ReplayPage, replayRateCard } from '../../shared/operations/replay-rate-card.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { credits, dayMs, startMs } from '../support/builders/fixtures.ts';
import { type Ledger, longLedger, storeLedger } from '../support/builders/stored-ledger.ts';
import { variedPlans } from '../support/builders/varied-commands.ts';
import { tellHistory } from '../support/builders/varied-history.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';
import { rounds } from '../support/expectations/effort.ts';
import { type ByHand, cycleByHand } from '../support/expectations/replayed-by-hand.ts';

async function storeOf(ledgers: readonly Ledger[]): Promise<{ table: MemoryTable; store: CreditStore }> {
  const table = createMemoryTable();
  const store = createStore(table, stillSurroundings);
  for (const plan of variedPlans) await store.catalogue.addPlan(plan);
  for (const ledger of ledgers) {
    await storeLedger(table, ledger);
    await store.fleet.enlist(ledger.account.accountId);
  }
  return { table, store };
}

/** Asks page after page, as an operator does. */
async function allPages(
  store: CreditStore,
  prices: readonly Price[],
  { nowMs, limit, cycle }: { readonly nowMs: number; readonly limit: number; readonly cycle: 'last' | 'present' },
): Promise<readonly ReplayPage[]> {
  const pages: ReplayPage[] = [];
  let cursor: string | undefined;
  do {
    const asked = { cycle, limit, ...present({ cursor }) };
    const outcome = await replayRateCard(store, { version: 'draft', prices }, asked, nowMs);
    if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
    pages.push(outcome.value);
    cursor = outcome.value.nextCursor;
  } while (cursor !== undefined);
  return pages;
}

function sumOf(pages: readonly ReplayPage[], accountId: string, of: 'before' | 'after'): bigint {
  const parts = pages.flatMap(({ accounts }) => accounts.filter((each) => each.accountId === accountId));
  return parts.reduce((sum, part) => sum + part[of], 0n);
}

function categoryOf(sku: string): Category {
  return sku.startsWith('platform') ? 'platform' : sku.startsWith('infrastructure') ? 'infrastructure' : 'ai';
}

/** Some of the SKUs that a ledger has, each at another price. */
function listFor(entries: readonly Entry[], rates: readonly number[], share: number): readonly Price[] {
  const skus = [...new Set(entries.flatMap(({ lines = [], kept = [] }) => [...lines, ...kept].map(({ sku }) => sku)))];
  return skus.toSorted().flatMap((sku, index) => {
    const rate = rates[index % rates.length] ?? 1;
    if ((rate * 7 + index) % 100 >= share) return [];
    const category = categoryOf(sku);
    const unit = category === 'platform' ? { unit: 'GB-hour' } : {};
    return [{ sku, category, credits: credits(rate / 1_000), per: 1 + (rate % 50), ...unit }];
  });
}

describe('a cycle replayed under a draft of a rate card', () => {
  it('comes to what re-rating the same entries by hand comes to, in pages of any size, and writes nothing', async () => {
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 5_000 }),
        fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 3, maxLength: 6 }),
        fc.constantFrom(100, 100, 60),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom('last' as const, 'present' as const),
        async (seed, rates, share, limit, cycle) => {
          const ledgers = [tellHistory(seed), tellHistory(seed + 10_000)];
          const { table, store } = await storeOf(ledgers);
          const prices = listFor(
            ledgers.flatMap(({ entries }) => entries),
            rates,
            share,
          );
          if (prices.length === 0) return;
          // Nothing is due yet of either.
          const nowMs = Math.min(...ledgers.map(({ account }) => account.lastAtMs));
          const stored = JSON.stringify([...table.items]);
          const pages = await allPages(store, prices, { nowMs, limit, cycle });

          const list: ByHand = new Map(
            prices.map((price) => [
              price.sku,
              { credits: BigInt(price.credits), per: BigInt(price.per), category: price.category },
            ]),
          );
          for (const { account, entries } of ledgers) {
            const index = pages
              .flatMap(({ accounts }) => accounts)
              .find((each) => each.accountId === account.accountId);
            if (index === undefined) continue;
            const byHand = cycleByHand(entries, index.cycle, list);
            expect(sumOf(pages, account.accountId, 'before')).toBe(byHand.before);
            expect(sumOf(pages, account.accountId, 'after')).toBe(byHand.after);
            if (byHand.before !== byHand.after) changed += 1;
          }
          expect(JSON.stringify([...table.items])).toBe(stored);
        },
      ),
      { numRuns: rounds(8), seed: 22 },
    );
    expect(changed).toBeGreaterThan(rounds(4));
  });

  it('reads an account whose cycle is long in several requests, which add up', async () => {
    const ledger = longLedger(6_001);
    const { store } = await storeOf([ledger, longLedger(301, 'short')]);
    const prices = ['input', 'output'].map(
      (kind): Price => ({ sku: `ai.gpt-4o.${kind}-token`, category: 'ai', credits: credits(3), per: 2 }),
    );

    const pages = await allPages(store, prices, { nowMs: startMs + dayMs, limit: 50, cycle: 'present' });

    expect(pages.map(({ accounts }) => accounts.map(({ entries }) => entries))).toEqual([[4_999], [1_001, 300]]);
    expect(sumOf(pages, 'long', 'before')).toBe(6_000n);
    expect(sumOf(pages, 'long', 'after')).toBe(6_000n * 3_000_000n);
    expect(sumOf(pages, 'short', 'after')).toBe(300n * 3_000_000n);
  });
});
