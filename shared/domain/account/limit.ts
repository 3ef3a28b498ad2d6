/** Spending limits: what a category, or users, teams, models or keys, may use of the balance in a time. Checked in the write of the debit itself. */

import { type Microcredits, microcredits, noCredits } from '../amount.ts';
import { dimensionOf } from '../catalogue/dimension-of.ts';
import { present } from '../present.ts';
import { periodAt } from './limit-period.ts';
import { askedOf, isFor, isSameScope, type LimitedUse, type LimitScope } from './limit-scope.ts';

/** Spending limits that an account may have. */
export const limitsMax = 20;
/** Values that an account's limits for `each` count at once: those that were used in the period, or have work in progress. */
export const limitValuesMax = 100;

/** A limit as it is from now on; no credits take it away. */
export interface NamedLimit extends LimitScope {
  readonly limitId: string;
  readonly credits?: Microcredits;
  /** From then on it is gone: it neither counts nor asks. */
  readonly endsAtMs?: number;
}

export interface Counter {
  /** Used in this period. */
  readonly used: Microcredits;
  /** Set aside by open holds, whatever period they began in. */
  readonly held: Microcredits;
}

export interface ValueCounter extends Counter {
  readonly value: string;
}

export interface Limit extends LimitScope, Counter {
  readonly limitId: string;
  /** The credits that may be used in a period: of one for `each`, by each value. */
  readonly credits: Microcredits;
  readonly endsAtMs?: number;
  /** The entry that it began to count with: nothing older counts for it. Limits from before this was kept count everything. */
  readonly sinceSeq?: number;
  /** The present day or week: when the next begins, and the newest entry when this one did. */
  readonly span?: { readonly untilMs: number; readonly afterSeq: number };
  /** Counters of a limit for `each`, of the values that there were in this period, in the order in which they came. Its own count nothing. */
  readonly values?: readonly ValueCounter[];
}

/** The limits that count a use; one for `each` value as it stands for the value used. */
export function limitsFor(limits: readonly Limit[], use: LimitedUse): readonly Limit[] {
  return limits
    .filter((limit) => isFor(limit, use))
    .map((limit) =>
      limit.values === undefined ? limit : { ...limit, ...counterOf(limit.values, valueUsed(limit, use)) },
    );
}

/** Those of them that may refuse it. */
export function limitsAsked(limits: readonly Limit[], use: LimitedUse): readonly Limit[] {
  return askedOf(limitsFor(limits, use));
}

function counterOf(values: readonly ValueCounter[], value: string | undefined): Counter {
  const counter = values.find((each) => each.value === value);
  return { used: counter?.used ?? noCredits, held: counter?.held ?? noCredits };
}

/** The value that a use has of a limit's dimension. */
export function valueUsed({ dimension }: LimitScope, { dimensions }: LimitedUse): string | undefined {
  return dimension && dimensionOf(dimensions, dimension.name);
}

/** The credits that a limit still lets through; zero when it was lowered below what is used. */
export function roomIn(limit: Limit): Microcredits {
  return microcredits(Math.max(0, leftIn(limit)));
}

/** The credits left of a limit; less than zero when it was lowered below what is used, or work that ran used more. */
export function leftIn({ credits, used, held }: Pick<Limit, 'credits' | keyof Counter>): number {
  return credits - used - held;
}

/** All that a limit counts: itself or, of one for `each`, every value. */
export function countersOf(limit: Limit): readonly (Limit & { readonly value?: string })[] {
  return limit.values === undefined ? [limit] : limit.values.map((counter) => ({ ...limit, ...counter }));
}

/**
 * The limits that something counts for which began with an entry: one that was taken away and set again under the same name
 * begins anew, and holds and debits from before are none of its own. Holds from before their opening was kept have none.
 */
export function limitsSince(limits: readonly Limit[], openedSeq = 0): readonly Limit[] {
  return limits.filter(({ sinceSeq = 0 }) => sinceSeq <= openedSeq);
}

/** The tightest of the limits that don't let an amount through. */
export function limitReached(limits: readonly Limit[], use: LimitedUse, credits: Microcredits): Limit | undefined {
  return limitsAsked(limits, use)
    .filter((limit) => roomIn(limit) < credits)
    .sort((a, b) => roomIn(a) - roomIn(b))[0];
}

/** The first limit for `each` that would have to count one value more than there is room for. */
export function limitWithoutRoom(limits: readonly Limit[], use: LimitedUse): Limit | undefined {
  const counted = limits.reduce((sum, { values = [] }) => sum + values.length, 0);
  const more = limits.filter((limit) => isFor(limit, use) && isNewTo(limit, use));
  return counted + more.length > limitValuesMax ? more[0] : undefined;
}

/** True of a use whose value a limit for each doesn’t count yet. */
export function isNewTo(limit: Limit, use: LimitedUse): boolean {
  return limit.values !== undefined && !limit.values.some(({ value }) => value === valueUsed(limit, use));
}

/** When a limit is set: as which entry, when, and by which clock. */
export interface Setting {
  readonly seq: number;
  readonly atMs: number;
  readonly timeZone: string;
}

/**
 * Limits with one set, by an entry: one that is only raised or lowered, or given another end, goes on counting; one for something
 * else begins to count with that entry.
 */
export function withLimit(
  limits: readonly Limit[],
  { limitId, credits, category, dimension, period, endsAtMs }: NamedLimit & { readonly credits: Microcredits },
  { seq, atMs, timeZone }: Setting,
): readonly Limit[] {
  const scope: LimitScope = present({ category, dimension, period });
  const before = limits.find((limit) => limit.limitId === limitId);
  const untilMs = isOfClock(period) ? periodAt(period, atMs, timeZone).endMs : undefined;
  const begun: Omit<Limit, 'limitId' | 'credits'> = {
    used: noCredits,
    held: noCredits,
    sinceSeq: seq,
    ...(untilMs === undefined ? {} : { span: { untilMs, afterSeq: seq } }),
    ...(dimension?.each ? { values: [] } : {}),
  };
  const { used, held, sinceSeq, span, values } = before !== undefined && isSameScope(before, scope) ? before : begun;
  const counting = { used, held, ...present({ sinceSeq, span, values, endsAtMs }) };
  return [...withoutLimit(limits, limitId), { limitId, ...scope, credits, ...counting }];
}

export function isOfClock(period: LimitScope['period']): period is 'day' | 'week' {
  return period === 'day' || period === 'week';
}

export function withoutLimit(limits: readonly Limit[], limitId: string): readonly Limit[] {
  return limits.filter((limit) => limit.limitId !== limitId);
}

export function idsOf(limits: readonly Limit[]): readonly string[] {
  return limits.map(({ limitId }) => limitId);
}
