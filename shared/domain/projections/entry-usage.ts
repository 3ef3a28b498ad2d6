/**
 * Usage told by the entries themselves: what roll-ups can't tell, since they keep one dimension at a time and no counts. An
 * entry counts as it does in a roll-up (`roll-up.ts`), so that without a filter the sums are the same to the microcredit.
 */
import { dimensionOf } from '../catalogue/dimension-of.ts';
import type { Category, Dimensions } from '../catalogue/rate-card.ts';
import type { Cycle } from '../cycle.ts';
import { chargedLines } from '../ledger/charge.ts';
import type { Entry } from '../ledger/entry.ts';
import { present } from '../present.ts';
import { hourMs } from '../time.ts';
import type { ZoneClock } from '../zone-clock.ts';
import { creditsUsed, usedAtMs } from './roll-up.ts';
import type { UsageInterval, UsageRow } from './usage-trend.ts';
import { isWithin, positionOf, spans, type UsageAspect, type UsageGroup, type UsageScope } from './usage-trend.ts';

/** Usage counts that names all of it. Of an entry with several SKUs, the wanted one's line alone counts. */
export interface UsageFilter {
  readonly category?: Category;
  readonly sku?: string;
  readonly caller?: string;
  readonly dimensions?: Dimensions;
}

export interface EntryUsageTerms {
  readonly scope: UsageScope;
  /** The time that it is held against, if there is one. */
  readonly previous: UsageScope | undefined;
  readonly interval: UsageInterval;
  readonly clock: ZoneClock;
  readonly grouping: UsageAspect;
  readonly splitting: UsageAspect | undefined;
  readonly filter: UsageFilter;
}

/** Credits, the requests that took them, and the quantity in millionths of the SKU's unit; of what is kept over time, in units times hours. */
export interface Counted {
  readonly credits: bigint;
  /** Debits, captures and holds that ran out with use; standing usage and reversals are none. */
  readonly requests: number;
  readonly quantity: bigint;
}

export type CountedRow = UsageRow & Counted;

export interface CountedGroup {
  readonly group: UsageGroup;
  /** The part of it that this is; undefined for the whole, which is there too. */
  readonly split?: UsageGroup;
  readonly now: Counted;
  readonly before: Counted;
}

/** Sums that entries are added to. */
export interface EntryUsage {
  /** By time and group. */
  readonly rows: Map<string, CountedRow>;
  /** By group, and by what that is split by. */
  readonly groups: Map<string, CountedGroup>;
  /** All groups together: a request with two SKUs is one. */
  readonly totals: { now: Counted; before: Counted };
  /** The charges that took most, largest first. */
  largest: readonly Entry[];
}

const nothing: Counted = { credits: 0n, requests: 0, quantity: 0n };
const largestMax = 10;

export function openEntryUsage(): EntryUsage {
  return { rows: new Map(), groups: new Map(), totals: { now: nothing, before: nothing }, largest: [] };
}

/** Adds an entry where it counts. `cycle` is the one that it belongs to. */
export function addEntryUsage(into: EntryUsage, entry: Entry, terms: EntryUsageTerms, cycle: Cycle): void {
  const { scope, previous, filter } = terms;
  if (entry.category === undefined || creditsUsed(entry) === 0n || !isWanted(entry, filter)) return;
  const isNow = isIn(scope, entry);
  if (!isNow && !(previous !== undefined && isIn(previous, entry))) return;
  const requests = isRequest(entry) ? 1 : 0;
  const parts = partsOf(entry, terms);
  if (parts.length === 0) return;
  const time = isNow ? 'now' : 'before';
  for (const { credits, quantity } of parts) add(into.totals, time, { credits, quantity, requests: 0 });
  add(into.totals, time, { ...nothing, requests });
  if (isNow && requests > 0) into.largest = largestWith(into.largest, entry);
  const span = spans[terms.interval](hourOf(entry), { cycle, clock: terms.clock });
  for (const [key, { group, split, credits, quantity }] of byPlace(parts)) {
    const counted = { credits, quantity, requests };
    const { now, before } = into.groups.get(key) ?? { now: nothing, before: nothing };
    const sums = { now, before };
    add(sums, time, counted);
    into.groups.set(key, { group, ...present({ split }), ...sums });
    if (!isNow || split !== undefined) continue;
    const place = positionOf({ ...span, group });
    into.rows.set(place, { ...span, group, ...sumOf(into.rows.get(place) ?? nothing, counted) });
  }
}

interface Part {
  readonly group: UsageGroup;
  readonly split: UsageGroup | undefined;
  readonly credits: bigint;
  readonly quantity: bigint;
}

/** The parts of an entry: one for each SKU where anything asks for SKUs, and one for all of it otherwise. */
function partsOf(entry: Entry, { grouping, splitting, filter }: EntryUsageTerms): readonly Part[] {
  const used = creditsUsed(entry);
  const isBySku = grouping.by === 'sku' || splitting?.by === 'sku' || filter.sku !== undefined;
  const place = (sku: string | undefined): Pick<Part, 'group' | 'split'> => ({
    group: groupOf(entry, grouping, sku),
    split: splitting === undefined ? undefined : groupOf(entry, splitting, sku),
  });
  if (!isBySku) return [{ ...place(undefined), credits: used, quantity: 0n }];
  const sign = used < 0n ? -1n : 1n;
  const lines = [
    ...chargedLines(entry),
    ...(entry.kept ?? []).map((kept) => ({ ...kept, quantity: quantityHours(kept) })),
  ].map(({ sku, credits, quantity }) => ({ sku, credits: BigInt(credits) * sign, quantity: quantity * sign }));
  const wanted = lines.filter(({ sku }) => filter.sku === undefined || sku === filter.sku);
  const parts = wanted.map(({ sku, ...line }) => ({ ...place(sku), ...line }));
  const left = used - lines.reduce((sum, { credits }) => sum + credits, 0n);
  if (left === 0n || filter.sku !== undefined) return parts;
  return [...parts, { ...place(undefined), credits: left, quantity: 0n }];
}

function quantityHours({ quantity, fromMs, untilMs }: NonNullable<Entry['kept']>[number]): bigint {
  return (quantity * BigInt(untilMs - fromMs)) / BigInt(hourMs);
}

function groupOf(entry: Entry, aspect: UsageAspect, sku: string | undefined): UsageGroup {
  const name = nameOf(entry, aspect, sku);
  if (aspect.by === 'nothing') return { kind: 'all', name: '' };
  return name === undefined ? { kind: 'none', name: '' } : { kind: 'named', name };
}

function nameOf(entry: Entry, aspect: UsageAspect, sku: string | undefined): string | undefined {
  switch (aspect.by) {
    case 'nothing':
      return undefined;
    case 'category':
      return entry.category;
    case 'sku':
      return sku;
    case 'caller':
      return entry.caller;
    case 'dimension':
      return dimensionOf(entry.dimensions, aspect.name);
    default:
      return aspect satisfies never;
  }
}

/** The parts by their group, and by what that is split by: lines of one model may be several of one entry. */
function byPlace(parts: readonly Part[]): ReadonlyMap<string, Part> {
  const places = new Map<string, Part>();
  const wholes = parts.map((part) => ({ ...part, split: undefined }));
  for (const part of [...wholes, ...parts.filter(({ split }) => split !== undefined)]) {
    const key = placeOf(part);
    const known = places.get(key);
    places.set(key, {
      ...part,
      credits: part.credits + (known?.credits ?? 0n),
      quantity: part.quantity + (known?.quantity ?? 0n),
    });
  }
  return places;
}

function placeOf({ group, split }: Pick<Part, 'group' | 'split'>): string {
  const place = `${group.kind} ${group.name}`;
  return split === undefined ? place : `${place}\n${split.kind} ${split.name}`;
}

function isWanted(entry: Entry, { category, caller, dimensions = {} }: UsageFilter): boolean {
  return (
    (category === undefined || entry.category === category) &&
    (caller === undefined || entry.caller === caller) &&
    Object.entries(dimensions).every(([name, value]) => dimensionOf(entry.dimensions, name) === value)
  );
}

function isIn(scope: UsageScope, entry: Entry): boolean {
  return (scope.kind === 'hours' || entry.cycle === scope.cycle.index) && isWithin(scope, hourOf(entry));
}

function hourOf(entry: Entry): number {
  return Math.floor(usedAtMs(entry) / hourMs) * hourMs;
}

function isRequest({ type }: Entry): boolean {
  return type === 'debit' || type === 'capture' || type === 'hold-expiry';
}

function largestWith(largest: readonly Entry[], entry: Entry): readonly Entry[] {
  const least = largest.at(-1);
  if (largest.length === largestMax && least !== undefined && entry.credits <= least.credits) return largest;
  return [...largest, entry].toSorted((a, b) => b.credits - a.credits || a.seq - b.seq).slice(0, largestMax);
}

function add(sums: { now: Counted; before: Counted }, time: 'now' | 'before', more: Counted): void {
  sums[time] = sumOf(sums[time], more);
}

function sumOf(a: Counted, b: Counted): Counted {
  return { credits: a.credits + b.credits, requests: a.requests + b.requests, quantity: a.quantity + b.quantity };
}
