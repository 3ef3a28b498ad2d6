/** Spending limits as the entries alone say they stand: written for tests, and sharing nothing with the product but its words. */
import type { LimitDimension } from '../../../shared/domain/account/limit-scope.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { periodStartMs } from '../service/zone-periods.ts';

interface BookedLimit {
  readonly limitId: string;
  readonly category: string | undefined;
  readonly dimension: LimitDimension | undefined;
  readonly period: string;
  readonly credits: number;
  readonly endsAtMs: number;
  /** Names it, together with its id, for as long as it counts on. */
  readonly sinceSeq: number;
}

/** Something that limits count: a charge, or what a hold has set aside. */
interface Counted {
  readonly limits: readonly number[];
  readonly use: Pick<Entry, 'category' | 'dimensions'>;
  readonly atMs: number;
  readonly cycle: number;
  credits: number;
}

export interface BookedCounter {
  readonly limitId: string;
  readonly value: string | undefined;
  readonly credits: number;
  readonly used: number;
  readonly held: number;
}

export interface LimitBooks {
  readonly counters: readonly BookedCounter[];
  /** Entries that took more of a limit than it had, though it was asked. */
  readonly passed: readonly string[];
}

export function limitBooks(entries: readonly Entry[], nowMs: number, timeZone: string): LimitBooks {
  let limits: readonly BookedLimit[] = [];
  const charges = new Map<number, Counted>();
  const holds = new Map<string, Counted>();
  const passed: string[] = [];
  const standing = (atMs: number, cycle: number): readonly BookedCounter[] =>
    limits.flatMap((limit) => countersOf(limit, { charges, holds, atMs, cycle, timeZone }));
  const goneBy = (atMs: number): void => {
    limits = limits.filter(({ endsAtMs }) => endsAtMs > atMs);
  };
  for (const entry of entries) {
    const { seq, type, atMs, cycle } = entry;
    goneBy(atMs);
    const met = limits.filter((limit) => isMet(limit, entry));
    const counted = { limits: met.map(({ sinceSeq }) => sinceSeq), use: entry, atMs, cycle, credits: entry.credits };
    if (type === 'limit') limits = setIn(limits, entry);
    if (type === 'debit') charges.set(seq, counted);
    if (type === 'hold') holds.set(entry.hold.holdId, counted);
    if (type === 'extension') countMore(holds.get(entry.hold.holdId), entry.credits);
    if (type === 'capture' || type === 'hold-expiry' || type === 'release') {
      const hold = holds.get(entry.hold.holdId);
      holds.delete(entry.hold.holdId);
      if (hold !== undefined && type !== 'release') charges.set(seq, { ...hold, atMs, cycle, credits: entry.credits });
    }
    if (type === 'reversal') countMore(charges.get(entry.reverses), -entry.credits);
    const isAsked = (type === 'debit' && !entry.isLate) || type === 'hold';
    if (isAsked && entry.credits > 0) {
      const asked = met.filter((limit) => !isStoodInFor(limit, met)).map(({ limitId }) => limitId);
      for (const { limitId, value, credits, used, held } of standing(atMs, cycle)) {
        const isOwn = value === undefined || Object.values(entry.dimensions ?? {}).includes(value);
        if (asked.includes(limitId) && isOwn && used + held > credits)
          passed.push(`entry ${seq} takes ${limitId} to ${used + held} of ${credits}`);
      }
    }
  }
  goneBy(nowMs);
  return { counters: standing(nowMs, entries.at(-1)?.cycle ?? 0), passed };
}

function countMore(counted: Counted | undefined, credits: number): void {
  if (counted !== undefined) counted.credits += credits;
}

function setIn(
  limits: readonly BookedLimit[],
  { limit, seq }: Extract<Entry, { type: 'limit' }>,
): readonly BookedLimit[] {
  const { limitId, category, dimension, period = 'cycle', credits, endsAtMs = Number.POSITIVE_INFINITY } = limit;
  const others = limits.filter((each) => each.limitId !== limitId);
  if (credits === undefined) return others;
  const before = limits.find((each) => each.limitId === limitId);
  const scope = JSON.stringify([category, dimension, period]);
  const goesOn = before && JSON.stringify([before.category, before.dimension, before.period]) === scope;
  return [
    ...others,
    { limitId, category, dimension, period, credits, endsAtMs, sinceSeq: goesOn ? before.sinceSeq : seq },
  ];
}

function isMet({ category, dimension }: BookedLimit, entry: Entry): boolean {
  const value = new Map(Object.entries(entry.dimensions ?? {})).get(dimension?.name ?? '');
  const isOfDimension =
    dimension === undefined ||
    (value !== undefined &&
      (dimension.each === true || value === dimension.value || value.indexOf(dimension.prefix ?? '\n') === 0));
  return (category ?? entry.category) === entry.category && isOfDimension;
}

function isStoodInFor({ category, dimension }: BookedLimit, met: readonly BookedLimit[]): boolean {
  const own = met.filter((other) => other.dimension?.name === dimension?.name && other.category === category);
  return dimension?.each === true && own.some((other) => other.dimension?.value !== undefined);
}

interface Standing {
  readonly charges: ReadonlyMap<number, Counted>;
  readonly holds: ReadonlyMap<string, Counted>;
  readonly atMs: number;
  readonly cycle: number;
  readonly timeZone: string;
}

function countersOf(limit: BookedLimit, standing: Standing): readonly BookedCounter[] {
  const { limitId, dimension, credits, sinceSeq } = limit;
  const isOwn = ({ limits }: Counted): boolean => limits.includes(sinceSeq);
  const charges = [...standing.charges.values()].filter((each) => isOwn(each) && isOfPeriod(limit, each, standing));
  const holds = [...standing.holds.values()].filter(isOwn);
  const sum = (all: readonly Counted[]): number => all.reduce((total, each) => total + each.credits, 0);
  if (dimension?.each !== true) return [{ limitId, value: undefined, credits, used: sum(charges), held: sum(holds) }];
  const valueUsed = ({ use }: Counted): string | undefined =>
    new Map(Object.entries(use.dimensions ?? {})).get(dimension.name);
  return [...new Set([...charges, ...holds].map(valueUsed))].map((value) => ({
    ...{ limitId, value, credits },
    used: sum(charges.filter((each) => valueUsed(each) === value)),
    held: sum(holds.filter((each) => valueUsed(each) === value)),
  }));
}

function isOfPeriod({ period }: BookedLimit, { atMs, cycle }: Counted, now: Standing): boolean {
  if (period === 'lifetime') return true;
  if (period !== 'day' && period !== 'week') return cycle === now.cycle;
  return atMs >= periodStartMs(period, now.atMs, now.timeZone);
}
