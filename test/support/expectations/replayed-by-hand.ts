/** A cycle re-rated by hand under a price list without tiers: the figures that a replay is held against. */
import type { Category } from '../../../shared/domain/catalogue/rate-card.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { hourMs } from '../../../shared/domain/time.ts';

export type ByHand = ReadonlyMap<
  string,
  { readonly credits: bigint; readonly per: bigint; readonly category: Category }
>;

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

export function cycleByHand(entries: readonly Entry[], cycle: number, list: ByHand): { before: bigint; after: bigint } {
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
