/** A cycle under a card that isn't published: the totals equal re-rating the same entries by hand, and nothing is written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Category, Price } from '../../shared/domain/catalogue/rate-card.ts';
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import { hourMs } from '../../shared/domain/time.ts';
import { type ReplayPage, replayRateCard } from '../../shared/operations/replay-rate-card.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { credits, dayMs, startMs } from '../support/builders/fixtures.ts';
import { type Ledger, longLedger, storeLedger } from '../support/builders/stored-ledger.ts';
import { variedPlans } from '../support/builders/varied-commands.ts';
import { tellHistory } from '../support/builders/varied-history.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';
import { rounds } from '../support/expectations/effort.ts';

interface Kept {
  readonly table: MemoryTable;
  readonly store: CreditStore;
}

async function storeOf(ledgers: readonly Ledger[]): Promise<Kept> {
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
    const asked = { cycle, limit, ...(cursor === undefined ? {} : { cursor }) };
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

type ByHand = ReadonlyMap<string, { readonly credits: bigint; readonly per: bigint; readonly category: Category }>;

const up = (numerator: bigint, denominator: bigint): bigint => (numerator + denominator - 1n) / denominator;
const charges = ['debit', 'capture', 'hold-expiry', 'accrual'];

/** One charge by a price list: the fractions of its lines added up, and rounded up once. */
function chargedByHand({ credits: charged, lines = [], kept }: Entry, list: ByHand): bigint {
  const was = BigInt(charged);
  if (kept !== undefined)
    return kept.reduce((sum, { sku, quantity, fromMs, untilMs, credits: each }) => {
      const price = list.get(sku);
      if (price === undefined) return sum + BigInt(each);
      const cost = up(quantity * BigInt(untilMs - fromMs) * price.credits, 1_000_000n * BigInt(hourMs) * price.per);
      return sum + (cost === BigInt(each) + 1n ? BigInt(each) : cost);
    }, 0n);
  const prices = lines.map(({ sku }) => list.get(sku));
  if (lines.length === 0 || new Set(prices.map((price) => price?.category)).size > 1) return was;
  let [numerator, denominator, cost] = [0n, 1n, 0n];
  for (const [index, { quantity, credits: each }] of lines.entries()) {
    const price = prices[index];
    if (price === undefined) return was;
    numerator = numerator * price.per * 1_000_000n + quantity * price.credits * denominator;
    denominator *= price.per * 1_000_000n;
    cost += BigInt(each);
  }
  const after = up(numerator, denominator);
  return cost > was && after > was ? was : after;
}

function cycleByHand(entries: readonly Entry[], cycle: number, list: ByHand): { before: bigint; after: bigint } {
  let [before, after] = [0n, 0n];
  for (const entry of entries.filter((each) => each.cycle === cycle)) {
    if (charges.includes(entry.type)) {
      before += BigInt(entry.credits);
      after += chargedByHand(entry, list);
    }
    const undone = entry.type === 'reversal' ? entries[entry.reverses - 1] : undefined;
    if (undone === undefined || undone.credits === 0) continue;
    const [whole, cost] = [BigInt(undone.credits), chargedByHand(undone, list)];
    const upTo = BigInt(entry.inAll?.credits ?? undone.credits);
    before -= BigInt(entry.credits);
    after -= (cost * upTo) / whole - (cost * (upTo - BigInt(entry.credits))) / whole;
  }
  return { before, after };
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
      { numRuns: rounds(12), seed: 22 },
    );
    expect(changed).toBeGreaterThan(rounds(6));
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
