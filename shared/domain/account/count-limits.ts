/** Counters of spending limits: moved by what is used and set aside, and begun anew with a period. */
import { type Microcredits, microcredits, noCredits } from '../amount.ts';
import type { Dimensions } from '../catalogue/rate-card.ts';
import { present } from '../present.ts';
import {
  type Counter,
  idsOf,
  isNewTo,
  isOfClock,
  type Limit,
  limitsFor,
  limitWithoutRoom,
  type ValueCounter,
  valueUsed,
} from './limit.ts';
import { periodAt } from './limit-period.ts';
import type { LimitedUse } from './limit-scope.ts';

/** The limits that count something, and whose use it is. */
export interface Counting {
  readonly limitIds: readonly string[];
  readonly dimensions: Dimensions | undefined;
}

export interface LimitMove {
  readonly used?: number;
  readonly held?: number;
}

/** Moves the counters of all limits that a use is counted by. */
export function countUse(limits: readonly Limit[], use: LimitedUse, move: LimitMove): readonly Limit[] {
  return moveLimits(limits, { limitIds: idsOf(limitsFor(limits, use)), dimensions: use.dimensions }, move);
}

/**
 * The same for usage that nothing stops any more (R36): a limit for each value that has no room for another one doesn't count
 * it, so that an account's item stays bounded. What was let through by its limits is counted alike.
 */
export function countSettled(limits: readonly Limit[], use: LimitedUse, move: LimitMove): readonly Limit[] {
  if (limitWithoutRoom(limits, use) === undefined) return countUse(limits, use, move);
  const counting = limitsFor(limits, use).filter((limit) => !isNewTo(limit, use));
  return moveLimits(limits, { limitIds: idsOf(counting), dimensions: use.dimensions }, move);
}

/** Moves the counters of some limits, by whose use it was. A counter never falls below zero: a new period may have begun it anew. */
export function moveLimits(
  limits: readonly Limit[],
  { limitIds, dimensions }: Counting,
  move: LimitMove,
): readonly Limit[] {
  if (limits.length === 0) return limits;
  return limits.map((limit) => {
    if (!limitIds.includes(limit.limitId)) return limit;
    if (limit.values === undefined) return { ...limit, ...movedBy(limit, move) };
    const value = valueUsed(limit, present({ dimensions }));
    return value === undefined ? limit : { ...limit, values: withValue(limit.values, value, move) };
  });
}

function withValue(values: readonly ValueCounter[], value: string, move: LimitMove): readonly ValueCounter[] {
  if (values.some((each) => each.value === value))
    return values.map((each) => (each.value === value ? { value, ...movedBy(each, move) } : each));
  const counter = movedBy({ used: noCredits, held: noCredits }, move);
  return counter.used === 0 && counter.held === 0 ? values : [...values, { value, ...counter }];
}

function movedBy(counter: Counter, { used = 0, held = 0 }: LimitMove): Counter {
  return { used: atLeastNone(counter.used + used), held: atLeastNone(counter.held + held) };
}

function atLeastNone(whole: number): Microcredits {
  return microcredits(Math.max(0, whole));
}

/**
 * Limits as a new billing cycle begins. `sinceSeq` is its entry where no hold is open: from then on a limit from before it was kept
 * when it began knows what it counts.
 */
export function newCycleOf(limits: readonly Limit[], sinceSeq?: number): readonly Limit[] {
  return limits.map((limit) => {
    const known = { ...present({ sinceSeq }), ...limit };
    return limit.period === undefined ? begunAnew(known) : known;
  });
}

/**
 * Limits as they are at an instant: those that have ended are gone, and of those whose day or week is over the next has begun. Work
 * in progress stays set aside, and counts as used in the period in which it is settled, as with the billing cycle's.
 */
export function limitsAt(
  limits: readonly Limit[],
  { atMs, afterSeq, timeZone }: { readonly atMs: number; readonly afterSeq: number; readonly timeZone: string },
): readonly Limit[] {
  if (!limits.some((limit) => nextTurnMs(limit) <= atMs)) return limits;
  return limits
    .filter(({ endsAtMs = Number.POSITIVE_INFINITY }) => endsAtMs > atMs)
    .map((limit) => {
      const { period, span } = limit;
      if (!isOfClock(period) || span === undefined || span.untilMs > atMs) return limit;
      return { ...begunAnew(limit), span: { untilMs: periodAt(period, atMs, timeZone).endMs, afterSeq } };
    });
}

/** When a limit next begins its day or week anew, or ends. */
export function nextTurnMs({ span, endsAtMs = Number.POSITIVE_INFINITY }: Limit): number {
  return Math.min(endsAtMs, span?.untilMs ?? Number.POSITIVE_INFINITY);
}

/** When one of some limits last ended, or began its day or week, by an instant. */
export function lastTurnMs(limits: readonly Limit[], atMs: number, timeZone: string): number {
  const turns = limits.flatMap(({ period, endsAtMs = atMs + 1 }) => [
    ...(endsAtMs <= atMs ? [endsAtMs] : []),
    ...(isOfClock(period) ? [periodAt(period, atMs, timeZone).startMs] : []),
  ]);
  return Math.max(...turns);
}

/** Values with nothing set aside are forgotten: they make room for others. */
function begunAnew(limit: Limit): Limit {
  const { values } = limit;
  const kept = values?.filter(({ held }) => held > 0).map((counter) => ({ ...counter, used: noCredits }));
  return { ...limit, used: noCredits, ...present({ values: kept }) };
}
