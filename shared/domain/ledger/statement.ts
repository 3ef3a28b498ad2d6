/**
 * The statement of a cycle: what was there, what arrivalMovements, what was used, what was lost, what is left. Every entry becomes
 * movements whose credits add up to what it did to the balance (available and held together), so a statement adds up
 * exactly, and a cycle opens with what the one before closed with.
 */

import type { Balance } from '../account/account.ts';
import { type GrantSource, sourceOf } from '../account/grant.ts';
import type { Quarantine } from '../account/quarantine.ts';
import { minus, noCredits, total } from '../amount.ts';
import type { Category, Quantity } from '../catalogue/rate-card.ts';
import type { Cycle } from '../cycle.ts';
import { hourMs } from '../time.ts';
import { chargedLines } from './charge.ts';
import { type ByType, byType, type Entry, type EntryOf, overrunIn } from './entry.ts';

/** In the order in which a statement lists them. */
export const movementTypes = [
  'granted',
  'repaid',
  'used',
  'uncovered',
  'reversed',
  'corrected',
  'refunded',
  'charged-back',
  'forfeited',
  'expired',
  'waived',
] as const;
export type MovementType = (typeof movementTypes)[number];

/** One line of a statement: all that moved for one reason. Signed; in BigInt, since a cycle may turn over more than any balance holds. */
export interface Movement {
  readonly type: MovementType;
  readonly source?: GrantSource;
  readonly category?: Category;
  readonly sku?: string;
  readonly packId?: string;
  /** R25: usage that occurred before the cycle, and that this cycle pays. */
  readonly isLate?: true;
  /** For usage priced by SKU. */
  readonly quantity?: Quantity;
  /** For what was kept: quantity × hours, in millionths; the sum over all its spans is rounded down, once. */
  readonly quantityHours?: Quantity;
  /** The change to available and held credits, in microcredits. */
  readonly credits: bigint;
  readonly overrun: bigint;
  readonly debt: bigint;
}

export interface Statement {
  readonly accountId: string;
  readonly planId: string;
  readonly cycle: Cycle;
  /** True once the cycle is over: it will never say anything else. */
  readonly isFinal: boolean;
  readonly entries: { readonly first: number; readonly last: number };
  readonly opening: Balance;
  readonly closing: Balance;
  readonly movements: readonly Movement[];
  /** Parts of the ledger that are in none of it, since they can't be proved. */
  readonly unprovable?: readonly Unprovable[];
  /** Why nothing changes the account. */
  readonly quarantine?: Quarantine;
}

/** Entries, from the first to the last of them, that are missing or not what was written. */
export interface Unprovable {
  readonly first: number;
  readonly last: number;
  readonly finding: string;
}

export const emptyBalance: Balance = { available: noCredits, held: noCredits, overrun: noCredits, debt: noCredits };

/** Adds a cycle's movements up, from the entry that opens it, line by line, in the order of the types and then by name. */
export function sumMovements(): {
  readonly add: (entry: Entry) => void;
  readonly lines: () => readonly Movement[];
} {
  const sums = new Map<string, KeptMovement>();
  let startMs = 0;
  const add = (entry: Entry): void => {
    startMs = entry.cycleStartMs ?? startMs;
    const late = entry.occurredAtMs !== undefined && entry.occurredAtMs < startMs ? ({ isLate: true } as const) : {};
    for (const moved of movementsOf(entry)) {
      const movement = moved.type === 'used' ? { ...moved, ...late } : moved;
      const { type, source = '', category = '', sku = '', packId = '', isLate = false } = movement;
      const group = [String(movementTypes.indexOf(type)).padStart(2, '0'), source, category, sku, packId];
      const key = [...group, isLate ? 'late' : ''].join('\n');
      const sum = sums.get(key);
      sums.set(key, sum === undefined ? movement : addMovements(sum, movement));
    }
  };
  return { add, lines: () => [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, movement]) => inHours(movement)) };
}

/** A movement in quantity × milliseconds, which spans add up to exactly. */
interface KeptMovement extends Omit<Movement, 'quantityHours'> {
  readonly quantityMs?: Quantity;
}

function inHours({ quantityMs, ...movement }: KeptMovement): Movement {
  return quantityMs === undefined ? movement : { ...movement, quantityHours: quantityMs / BigInt(hourMs) };
}

function addMovements(a: KeptMovement, b: KeptMovement): KeptMovement {
  return {
    ...a,
    ...(a.quantity === undefined ? {} : { quantity: a.quantity + (b.quantity ?? 0n) }),
    ...(a.quantityMs === undefined ? {} : { quantityMs: a.quantityMs + (b.quantityMs ?? 0n) }),
    credits: a.credits + b.credits,
    overrun: a.overrun + b.overrun,
    debt: a.debt + b.debt,
  };
}

function movementsOf(entry: Entry): readonly KeptMovement[] {
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
  closure: (entry) => (entry.credits === 0 ? [] : [movementOf({ type: 'forfeited', credits: -BigInt(entry.credits) })]),
  waiver: (entry) => [movementOf({ type: 'waived', credits: 0n, overrun: -BigInt(entry.credits) })],
  'standing-usage': () => [],
  limit: () => [],
  notice: () => [],
  'auto-top-up': () => [],
} satisfies ByType<[], readonly KeptMovement[]>;

function movementOf(
  movement: Omit<KeptMovement, 'overrun' | 'debt'> & Partial<Pick<KeptMovement, 'overrun' | 'debt'>>,
): KeptMovement {
  return { overrun: 0n, debt: 0n, ...movement };
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
