/**
 * The movements of an entry. Their credits add up to what it did to the balance (available and held together), so a statement
 * adds up exactly, and a cycle opens with what the one before closed with.
 */
import { sourceOf } from '../account/grant.ts';
import { minus, noCredits, total } from '../amount.ts';
import { chargedLines } from './charge.ts';
import { type ByType, byType, type Entry, type EntryOf, overrunIn } from './entry.ts';
import type { KeptMovement, Movement } from './movement.ts';

export function movementsOf(entry: Entry): readonly KeptMovement[] {
  return byType(read, entry);
}

const read = {
  grant: arrivalMovements,
  'plan-change': arrivalMovements,
  debit: usageMovements,
  accrual: usageMovements,
  hold: () => [],
  extension: (entry) => overrunMovements(BigInt(entry.uncovered ?? 0)),
  report: () => [],
  capture: settlementMovements,
  release: settlementMovements,
  'hold-expiry': settlementMovements,
  reversal: (entry) => {
    const forfeited = total(entry.slices.filter((slice) => slice.forfeited).map((slice) => slice.credits));
    const lost = forfeited === 0 ? [] : [movementOf({ type: 'forfeited', credits: -BigInt(forfeited) })];
    return [...bySku('reversed', entry, 1n), ...overrunUndone(entry), ...repaid(entry), ...lost];
  },
  correction: (entry) => [movementOf({ type: 'corrected', credits: -BigInt(entry.credits) })],
  void: forfeitedMovements,
  refund: (entry) => [movementOf({ type: 'refunded', ...packOf(entry), credits: -BigInt(entry.credits) })],
  chargeback: (entry) => {
    const uncovered = BigInt(entry.uncovered ?? 0);
    const toDebt = uncovered === 0n ? [] : [movementOf({ type: 'uncovered', credits: uncovered, debt: uncovered })];
    return [movementOf({ type: 'charged-back', ...packOf(entry), credits: -BigInt(entry.credits) }), ...toDebt];
  },
  expiry: (entry) =>
    entry.slices.map(({ grantId, credits }) =>
      movementOf({ type: 'expired', source: sourceOf(grantId), credits: -BigInt(credits) }),
    ),
  closure: forfeitedMovements,
  reopening: () => [],
  waiver: (entry) => [movementOf({ type: 'waived', credits: 0n, overrun: -BigInt(entry.credits) })],
  'standing-usage': () => [],
  limit: () => [],
  notice: () => [],
  'auto-top-up': () => [],
  repair: () => [],
  subscription: () => [],
  // What waits is part of what a statement adds up.
  suspension: () => [],
  resumption: () => [],
} satisfies ByType<[], readonly KeptMovement[]>;

function movementOf(
  movement: Omit<KeptMovement, 'overrun' | 'debt'> & Partial<Pick<KeptMovement, 'overrun' | 'debt'>>,
): KeptMovement {
  return { overrun: 0n, debt: 0n, ...movement };
}

function forfeitedMovements({ credits }: Entry): readonly KeptMovement[] {
  return credits === 0 ? [] : [movementOf({ type: 'forfeited', credits: -BigInt(credits) })];
}

function arrivalMovements(entry: Entry): readonly KeptMovement[] {
  const granted = entry.slices.map(({ grantId, credits }) =>
    movementOf({ type: 'granted', source: sourceOf(grantId), ...packOf(entry), credits: BigInt(credits) }),
  );
  return [...granted, ...repaid(entry)];
}

function repaid({ repaidDebt = noCredits, repaidOverrun = noCredits }: Entry): readonly KeptMovement[] {
  const [toDebt, toOverrun] = [BigInt(repaidDebt), BigInt(repaidOverrun)];
  if (toDebt + toOverrun === 0n) return [];
  return [movementOf({ type: 'repaid', credits: -toDebt - toOverrun, overrun: -toOverrun, debt: -toDebt })];
}

function usageMovements(entry: Entry): readonly KeptMovement[] {
  const uncovered = BigInt(overrunIn(entry));
  return [
    ...bySku('used', entry, -1n),
    ...(uncovered === 0n ? [] : [movementOf({ type: 'uncovered', credits: uncovered, overrun: uncovered })]),
  ];
}

/** The movements of what was charged or given back, by SKU where it is known. */
function bySku(type: 'used' | 'reversed', entry: Entry, sign: bigint): readonly KeptMovement[] {
  const base = { type, ...categoryOf(entry) };
  const priced = chargedLines(entry).map(({ sku, quantity, credits }) =>
    movementOf({ ...base, sku, quantity, credits: sign * BigInt(credits) }),
  );
  const kept = (entry.kept ?? []).map(({ sku, quantity, fromMs, untilMs, credits }) =>
    movementOf({
      ...base,
      sku,
      quantityMs: quantity * BigInt(untilMs - fromMs),
      credits: sign * BigInt(credits),
    }),
  );
  const lines = [...priced, ...kept];
  return lines.length > 0 ? lines : [movementOf({ ...base, credits: sign * BigInt(entry.credits) })];
}

/** The part of what is reversed that no grant had paid: it comes back to none. */
function overrunUndone({ credits, slices, returned = [], overrun = noCredits }: Entry): readonly KeptMovement[] {
  const back = total([...slices, ...returned].map((slice) => slice.credits));
  const unpaid = BigInt(minus(credits, back));
  return unpaid === 0n ? [] : [movementOf({ type: 'uncovered', credits: -unpaid, overrun: -BigInt(overrun) })];
}

function overrunMovements(overrun: bigint): readonly KeptMovement[] {
  return overrun === 0n ? [] : [movementOf({ type: 'uncovered', credits: 0n, overrun })];
}

/** The movements of an entry that settles a hold: usage as ever, less the overrun that its extensions counted, and what came back too late. */
function settlementMovements(entry: EntryOf<'capture' | 'release' | 'hold-expiry'>): readonly KeptMovement[] {
  const forfeited = total((entry.returned ?? []).filter((slice) => slice.forfeited).map((slice) => slice.credits));
  return [
    ...(entry.type === 'release' || entry.credits === 0 ? [] : usageMovements(entry)),
    ...overrunMovements(-BigInt(entry.uncoveredBefore ?? 0)),
    ...repaid(entry),
    ...(forfeited === 0 ? [] : [movementOf({ type: 'forfeited', credits: -BigInt(forfeited) })]),
  ];
}

function categoryOf({ category }: Entry): Pick<Movement, 'category'> {
  return category === undefined ? {} : { category };
}

function packOf({ packId }: Entry): Pick<Movement, 'packId'> {
  return packId === undefined ? {} : { packId };
}
