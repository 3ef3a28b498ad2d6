/**
 * Roll-ups: what an account used, by hour and day, by category, SKU and dimension, and what it was granted and left unused,
 * by source. They are sums over the ledger and nothing else: at rest they equal a fold of all of it, at any other time a
 * fold of a prefix.
 *
 * - Days and hours are UTC. A day that several cycles paid for, since one ended in it or usage was told late (R25), has one
 *   roll-up per cycle, so sums by cycle are exact too.
 * - Used is what debits, captures and accruals took, less reversals. It counts in the hour in which it occurred; a reversal counts in the hour in which it was made, at the
 *   SKUs and dimensions of what it undoes. Those made before reversals named them count at none.
 * - Three dimensions are rolled up per account: the first three names that its ledger shows, in alphabetical order within
 *   an entry. Others stay on the entries.
 * - Granted is net of what was refunded, charged back or corrected. Unused is what expired, was void, or came back to a grant that had
 *   ended: so granted is used plus unused once a cycle is over and its holds are settled.
 * - A day names so many SKUs, and values of a dimension, as come first; the rest of that day is summed as `others`.
 */

import { type GrantSource, type Slice, sourceOf } from '../account/grant.ts';
import { dimensionOf } from '../catalogue/dimension-of.ts';
import type { Category } from '../catalogue/rate-card.ts';
import type { Cycle } from '../cycle.ts';
import { chargedLines } from '../ledger/charge.ts';
import type { Entry, EntryType } from '../ledger/entry.ts';

export const rolledDimensionsMax = 3;
export const skusPerDayMax = 32;
export const valuesPerDayMax = 20;

/** Tells whether a ledger's roll-ups tell all of a dimension: it is rolled up, or has room to be, so that no entry names it. */
export function isRolledUp(name: string, rolled: readonly string[]): boolean {
  return rolled.includes(name) || rolled.length < rolledDimensionsMax;
}

/** Microcredits by hour of the day, 0 to 23. In BigInt, since a day may turn over more than any balance holds. */
export type Hours = Map<number, bigint>;

export interface NamedHours {
  readonly named: Map<string, Hours>;
  /** Use that came after the list was full. */
  readonly others: Hours;
}

/** Open books of one day of one cycle. */
export interface RollUp {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly cycle: Cycle;
  readonly categories: Map<Category, Hours>;
  readonly skus: NamedHours;
  readonly dimensions: Map<string, NamedHours>;
  readonly granted: Map<GrantSource, Hours>;
  readonly unused: Map<GrantSource, Hours>;
}

export interface RollUpLimits {
  readonly skusMax: number;
  readonly valuesMax: number;
}

/** The limits of one day. */
export const dayLimits: RollUpLimits = { skusMax: skusPerDayMax, valuesMax: valuesPerDayMax };
/** The limits of use on its way to a day: only the day knows which names it has room for. */
export const noLimits: RollUpLimits = { skusMax: Number.POSITIVE_INFINITY, valuesMax: Number.POSITIVE_INFINITY };

export function openRollUp(day: string, cycle: Cycle): RollUp {
  const nothing = { categories: new Map(), skus: emptyNames(), dimensions: new Map() };
  return { day, cycle, ...nothing, granted: new Map(), unused: new Map() };
}

export function emptyNames(): NamedHours {
  return { named: new Map(), others: new Map() };
}

/** Roll-ups by day and cycle. */
export type RollUps = Map<string, RollUp>;

export function rollUpKey({ day, cycle }: Pick<RollUp, 'day' | 'cycle'>): string {
  return `${day}#${cycle.index}`;
}

/** Adds an entry to its day. `names` are the dimensions that the account's roll-ups keep. */
export function rollUp(rollUps: RollUps, entry: Entry, cycle: Cycle, names: readonly string[]): void {
  const isUsage = entry.category !== undefined && entry.credits !== 0 && usageSign[entry.type] !== 0n;
  const granted = grantSign[entry.type] === 0n ? [] : entry.slices;
  const unused = unusedCredits(entry);
  if (!isUsage && granted.length + unused.length === 0) return;
  const at = new Date(usedAtMs(entry)).toISOString();
  const day = at.slice(0, 10);
  const hour = Number(at.slice(11, 13));
  const key = rollUpKey({ day, cycle });
  const into = rollUps.get(key) ?? openRollUp(day, cycle);
  rollUps.set(key, into);
  if (isUsage) addUsage(into, entry, { hour, names });
  for (const { grantId, credits } of granted)
    addHours(hoursIn(into.granted, sourceOf(grantId)), hour, BigInt(credits) * grantSign[entry.type]);
  for (const { grantId, credits } of unused) addHours(hoursIn(into.unused, sourceOf(grantId)), hour, BigInt(credits));
}

function addUsage(
  into: RollUp,
  entry: Entry,
  { hour, names }: { readonly hour: number; readonly names: readonly string[] },
): void {
  const sign = usageSign[entry.type];
  const used = creditsUsed(entry);
  if (entry.category !== undefined) addHours(hoursIn(into.categories, entry.category), hour, used);
  for (const { sku, credits } of [...chargedLines(entry), ...(entry.kept ?? [])])
    addHours(hoursIn(into.skus.named, sku), hour, BigInt(credits) * sign);
  for (const name of names) {
    const value = dimensionOf(entry.dimensions, name);
    if (value !== undefined) addHours(hoursIn(namesIn(into.dimensions, name).named, value), hour, used);
  }
}

/** R25: usage counts when it occurred. A clock that is ahead moves nothing into the future. */
export function usedAtMs({ atMs, occurredAtMs = atMs }: Entry): number {
  return Math.min(atMs, occurredAtMs);
}

/** Microcredits: less than none for a reversal. */
export function creditsUsed({ credits, type }: Entry): bigint {
  return BigInt(credits) * usageSign[type];
}

function unusedCredits({ type, slices, returned = [] }: Entry): readonly Slice[] {
  if (type === 'expiry' || type === 'void' || type === 'closure') return slices;
  return [...slices, ...returned].filter(({ forfeited }) => forfeited === true);
}

/** The sign with which an entry's credits count as used. */
const usageSign = {
  grant: 0n,
  'plan-change': 0n,
  debit: 1n,
  accrual: 1n,
  hold: 0n,
  extension: 0n,
  report: 0n,
  capture: 1n,
  release: 0n,
  'hold-expiry': 1n,
  reversal: -1n,
  correction: 0n,
  void: 0n,
  refund: 0n,
  chargeback: 0n,
  expiry: 0n,
  waiver: 0n,
  'standing-usage': 0n,
  limit: 0n,
  notice: 0n,
  'auto-top-up': 0n,
  closure: 0n,
  reopening: 0n,
  repair: 0n,
  subscription: 0n,
  suspension: 0n,
  resumption: 0n,
} satisfies Record<EntryType, bigint>;

/** The sign with which an entry's slices count as granted. */
const grantSign = {
  grant: 1n,
  'plan-change': 1n,
  debit: 0n,
  accrual: 0n,
  hold: 0n,
  extension: 0n,
  report: 0n,
  capture: 0n,
  release: 0n,
  'hold-expiry': 0n,
  reversal: 0n,
  correction: -1n,
  void: 0n,
  refund: -1n,
  chargeback: -1n,
  expiry: 0n,
  waiver: 0n,
  'standing-usage': 0n,
  limit: 0n,
  notice: 0n,
  'auto-top-up': 0n,
  closure: 0n,
  reopening: 0n,
  repair: 0n,
  subscription: 0n,
  suspension: 0n,
  resumption: 0n,
} satisfies Record<EntryType, bigint>;

/** The names with what an entry adds to them, as long as there is room. */
export function withDimensions(names: readonly string[], { dimensions = {} }: Entry): readonly string[] {
  if (names.length >= rolledDimensionsMax) return names;
  const added = Object.keys(dimensions)
    .filter((name) => !names.includes(name))
    .sort();
  return added.length === 0 ? names : [...names, ...added].slice(0, rolledDimensionsMax);
}

/** Adds one roll-up to another of the same day and cycle. Names keep the order in which they came, and find room or not by it. */
export function addRollUp(into: RollUp, from: RollUp, { skusMax, valuesMax }: RollUpLimits): void {
  for (const [category, hours] of from.categories) addAll(hoursIn(into.categories, category), hours);
  addNames(into.skus, from.skus, skusMax);
  for (const [name, values] of from.dimensions) addNames(namesIn(into.dimensions, name), values, valuesMax);
  for (const [source, hours] of from.granted) addAll(hoursIn(into.granted, source), hours);
  for (const [source, hours] of from.unused) addAll(hoursIn(into.unused, source), hours);
}

function addNames(into: NamedHours, from: NamedHours, max: number): void {
  for (const [name, hours] of from.named) {
    const hasRoom = into.named.has(name) || into.named.size < max;
    addAll(hasRoom ? hoursIn(into.named, name) : into.others, hours);
  }
  addAll(into.others, from.others);
}

function addAll(into: Hours, from: Hours): void {
  for (const [hour, credits] of from) addHours(into, hour, credits);
}

function addHours(into: Hours, hour: number, credits: bigint): void {
  into.set(hour, (into.get(hour) ?? 0n) + credits);
}

function hoursIn<Name>(map: Map<Name, Hours>, name: Name): Hours {
  const hours = map.get(name) ?? new Map<number, bigint>();
  map.set(name, hours);
  return hours;
}

function namesIn(map: Map<string, NamedHours>, name: string): NamedHours {
  const names = map.get(name) ?? emptyNames();
  map.set(name, names);
  return names;
}
