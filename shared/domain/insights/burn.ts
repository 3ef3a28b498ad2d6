/**
 * How fast credits go, as sums of the roll-ups: the last day and the last week by the hour that is over, the present cycle
 * so far, the one before it whole and up to the same point. Nothing is estimated.
 */

import { byCategory, type Category, categories } from '../catalogue/rate-card.ts';
import type { Cycle } from '../cycle.ts';
import type { RollUps } from '../projections/roll-up.ts';
import { dayMs, hourMs } from '../time.ts';

/** Hours that a sum is over. Cycles are told by their index, for one may begin within an hour. */
export interface BurnSpan {
  readonly startMs: number;
  readonly endMs: number;
  readonly cycle?: number;
}

/** Credits used within a span, in microcredits: a turnover may be more than any balance holds. */
export interface Burnt {
  readonly credits: bigint;
  readonly perHour: bigint;
  readonly perDay: bigint;
}

export const burnSpanNames = ['lastDay', 'lastWeek', 'cycle', 'previousCycle', 'previousCycleToDate'] as const;
export type BurnSpanName = (typeof burnSpanNames)[number];

export type BurnSpans = { readonly [Name in BurnSpanName]?: BurnSpan };
export type BurnRates = { readonly [Name in BurnSpanName]?: Burnt };

export interface Burn {
  readonly spans: BurnSpans;
  readonly total: BurnRates;
  readonly byCategory: Readonly<Record<Category, BurnRates>>;
}

export interface BurnQuestion {
  readonly cycle: Cycle;
  readonly nowMs: number;
  /** When the account's history begins, or what is looked at of it. */
  readonly fromMs: number;
}

export function burnOf(rollUps: RollUps, { cycle, nowMs, fromMs }: BurnQuestion): Burn {
  const endMs = Math.floor(nowMs / hourMs) * hourMs;
  const previous = cycleIn(rollUps, cycle.index - 1);
  const isWhole = previous !== undefined && previous.startMs >= fromMs;
  const spans: BurnSpans = {
    ...lately('lastDay', { hours: 24, endMs, fromMs }),
    ...lately('lastWeek', { hours: 168, endMs, fromMs }),
    cycle: { startMs: cycle.startMs, endMs: nowMs, cycle: cycle.index },
    ...(isWhole
      ? {
          previousCycle: { startMs: previous.startMs, endMs: previous.endMs, cycle: previous.index },
          previousCycleToDate: {
            startMs: previous.startMs,
            endMs: Math.min(previous.endMs, previous.startMs + nowMs - cycle.startMs),
            cycle: previous.index,
          },
        }
      : {}),
  };
  return {
    spans,
    total: ratesOf(rollUps, spans, categories),
    byCategory: byCategory((category) => ratesOf(rollUps, spans, [category])),
  };
}

/** Shorter where the account is younger; none where it has no whole hour yet. */
function lately(
  name: 'lastDay' | 'lastWeek',
  { hours, endMs, fromMs }: { readonly hours: number; readonly endMs: number; readonly fromMs: number },
): BurnSpans {
  const startMs = Math.max(endMs - hours * hourMs, Math.ceil(fromMs / hourMs) * hourMs);
  return startMs < endMs ? { [name]: { startMs, endMs } } : {};
}

function ratesOf(rollUps: RollUps, spans: BurnSpans, of: readonly Category[]): BurnRates {
  const rates: { [Name in BurnSpanName]?: Burnt } = {};
  for (const name of burnSpanNames) {
    const span = spans[name];
    if (span !== undefined) rates[name] = burnt(usageIn(rollUps, span, of), span);
  }
  return rates;
}

/** Rates are rounded down to a microcredit, and over an hour at least: the first debit of a cycle is no torrent. */
function burnt(credits: bigint, { startMs, endMs }: BurnSpan): Burnt {
  const spanMs = BigInt(Math.max(hourMs, endMs - startMs));
  const per = (ms: number): bigint => (credits * BigInt(ms)) / spanMs;
  return { credits, perHour: per(hourMs), perDay: per(dayMs) };
}

/** An hour counts where it began; of a cycle also what occurred before it and was told in it, since it paid for that (R25). */
function usageIn(rollUps: RollUps, { startMs, endMs, cycle }: BurnSpan, of: readonly Category[]): bigint {
  const fromMs = Math.floor(startMs / hourMs) * hourMs;
  let sum = 0n;
  for (const rollUp of rollUps.values()) {
    if (cycle !== undefined && rollUp.cycle.index !== cycle) continue;
    for (const category of of) {
      for (const [hour, credits] of rollUp.categories.get(category) ?? []) {
        const atMs = Date.parse(rollUp.day) + hour * hourMs;
        if ((cycle !== undefined || atMs >= fromMs) && atMs < endMs) sum += credits;
      }
    }
  }
  return sum;
}

function cycleIn(rollUps: RollUps, index: number): Cycle | undefined {
  for (const { cycle } of rollUps.values()) if (cycle.index === index) return cycle;
  return undefined;
}
