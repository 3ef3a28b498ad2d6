/** Movements: the lines that a statement is made of, each all that moved for one reason. */
import type { GrantSource } from '../account/grant.ts';
import type { Category, Quantity } from '../catalogue/rate-card.ts';
import { hourMs } from '../time.ts';

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

/** Signed; in BigInt, since a cycle may turn over more than any balance holds. */
export interface Movement {
  readonly type: MovementType;
  readonly source?: GrantSource;
  readonly category?: Category;
  readonly sku?: string;
  /** SKUs beyond those that a statement names, summed up. They have no quantity: their units differ. */
  readonly isOthers?: true;
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

/** A movement in quantity × milliseconds, which spans add up to exactly. */
export interface KeptMovement extends Omit<Movement, 'quantityHours'> {
  readonly quantityMs?: Quantity;
}

/** Movements summed up, by what they are of. */
export type MovementSums = Map<string, KeptMovement>;

/** Lines by SKU of one statement. Those that come first are named, the rest are summed up as `others`, so every sum is exact. */
export const skuLinesMax = 2_000;

export function addMovement(sums: MovementSums, movement: KeptMovement, linesMax = skuLinesMax): void {
  const key = keyOf(movement);
  const sum = sums.get(key);
  if (sum !== undefined) sums.set(key, sumOf(sum, movement));
  else if (movement.sku !== undefined && linesBySku(sums) >= linesMax) addMovement(sums, withoutName(movement));
  else sums.set(key, movement);
}

/** In the order of the types and then by name. */
export function movementLines(sums: MovementSums): readonly Movement[] {
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, movement]) => inHours(movement));
}

export function keyOf({ type, source, category, sku, isOthers, packId, isLate }: KeptMovement): string {
  const position = String(movementTypes.indexOf(type)).padStart(2, '0');
  // Undefined is nothing in what is joined. The others come after all that have a name.
  return [position, source, category, isOthers ? '\uffff' : sku, packId, isLate ? 'late' : ''].join('\n');
}

function linesBySku(sums: MovementSums): number {
  let lines = 0;
  for (const { sku } of sums.values()) if (sku !== undefined) lines += 1;
  return lines;
}

function withoutName({ sku: _sku, quantity: _quantity, quantityMs: _ms, ...movement }: KeptMovement): KeptMovement {
  return { ...movement, isOthers: true };
}

function inHours({ quantityMs, ...movement }: KeptMovement): Movement {
  return quantityMs === undefined ? movement : { ...movement, quantityHours: quantityMs / BigInt(hourMs) };
}

function sumOf(a: KeptMovement, b: KeptMovement): KeptMovement {
  return {
    ...a,
    ...(a.quantity === undefined ? {} : { quantity: a.quantity + (b.quantity ?? 0n) }),
    ...(a.quantityMs === undefined ? {} : { quantityMs: a.quantityMs + (b.quantityMs ?? 0n) }),
    credits: a.credits + b.credits,
    overrun: a.overrun + b.overrun,
    debt: a.debt + b.debt,
  };
}
