/** Entries that charge for usage, and who paid: what statements, trends and reversals have in common. */
import type { Slice } from '../account/grant.ts';
import { lesser, type Microcredits, minus, total } from '../amount.ts';
import type { PriceLine } from '../catalogue/rate-card.ts';
import { sharesOf } from '../shares.ts';
import { type Entry, type EntryOf, type EntryType, overrunIn, type SomeMembers } from './entry.ts';

export const chargeTypes = ['debit', 'capture', 'hold-expiry', 'accrual'] as const satisfies readonly EntryType[];
export type Charge = EntryOf<(typeof chargeTypes)[number]>;

export function isCharge(entry: Entry): entry is Charge {
  return chargeTypes.some((type) => type === entry.type);
}

/**
 * The lines of an entry with what was charged of each. Work that ran may have cost more than was charged (R15): each line
 * then has its share, and the shares add up to the entry's credits.
 */
export function chargedLines({
  lines = [],
  credits,
}: Pick<SomeMembers, 'lines'> & { readonly credits: Microcredits }): readonly PriceLine[] {
  const costs = lines.map((line) => line.credits);
  if (total(costs) === credits) return lines;
  const shares = sharesOf(credits, costs);
  return lines.map((line, index) => ({ ...line, credits: shares[index] ?? line.credits }));
}

/** A part of what was charged, by who paid it. */
export interface Payers {
  readonly slices: readonly Slice[];
  /** Paid by no grant: it was counted as overrun. */
  readonly overrun: Microcredits;
}

/**
 * The payers of a part of a charge, the last that paid first: what was overrun, then the slices from the last to the first.
 * `passed` is the part that comes before it. Parts in a row are the whole, slice by slice.
 */
export function payersOf(charge: Charge, passed: Microcredits, credits: Microcredits): Payers {
  let [before, left] = [passed, credits];
  const take = (paid: Microcredits): Microcredits => {
    const skipped = lesser(before, paid);
    before = minus(before, skipped);
    const part = lesser(left, minus(paid, skipped));
    left = minus(left, part);
    return part;
  };
  const overrun = take(overrunIn(charge));
  const slices = charge.slices.toReversed().map(({ grantId, credits: paid }) => ({ grantId, credits: take(paid) }));
  return { slices: slices.filter((slice) => slice.credits > 0).toReversed(), overrun };
}
