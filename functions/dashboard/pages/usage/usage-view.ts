/** The view that a person asks of the usage page, as it stands in the address, and the question to the service that it makes. */

import { present } from '../../../../shared/domain/present.ts';
import { dayMs, hourMs } from '../../../../shared/domain/time.ts';
import type { ExploredQuery } from '../../reading/read-explored.ts';
import type { Account } from '../../reading/shapes.ts';
import {
  type Aspect,
  eachFilter,
  filterQuery,
  isAspect,
  readUsageFilters,
  type UsageFilters,
} from '../../routing/usage-filters.ts';
import { dayStart } from '../../writing/zone-days.ts';
import { type Measure, measures } from './measures.ts';

export const intervals = ['hour', 'day', 'cycle'] as const;
export type Interval = (typeof intervals)[number];

/** Spans by the interval that they are drawn in: so many bars as a person can tell apart. */
const periodsOf = {
  hour: ['1d', '7d'],
  day: ['this-cycle', 'last-cycle', '30d', '90d', '400d', 'span'],
  cycle: ['400d', 'span'],
} as const satisfies Record<Interval, readonly string[]>;

export type Period = (typeof periodsOf)[Interval][number];

export interface UsageView {
  readonly interval: Interval;
  readonly period: Period;
  /** Instants of a span: the last week up to now where both are missing. */
  readonly from?: string;
  readonly to?: string;
  readonly groupBy: Aspect;
  /** Splits each group. */
  readonly splitBy?: Aspect;
  readonly measure: Measure;
  readonly filters: UsageFilters;
  /** Groups whose names have this text are shown. */
  readonly find: string;
  /** Every group is named, and not only the largest. */
  readonly isWhole: boolean;
}

/** Groups by name until all are asked for: roll-ups name no more of them at once. */
const namedMax = '25';

export const periodNames = {
  'this-cycle': 'This cycle',
  'last-cycle': 'The cycle before',
  '1d': 'This hour and 23 before',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  '400d': 'Last 400 days',
  span: 'From day to day',
} as const satisfies Record<Period, string>;

export function readUsageView(query: URLSearchParams): UsageView {
  const interval = intervals.find((each) => each === query.get('interval')) ?? 'day';
  const periods = periodsFor(interval);
  const period = periods.find((each) => each === query.get('period')) ?? periods[0] ?? 'this-cycle';
  const asked = query.get('groupBy') ?? '';
  const groupBy = isAspect(asked) ? asked : 'category';
  const split = query.get('splitBy') ?? '';
  const span = period === 'span' ? { from: instantIn(query, 'from'), to: instantIn(query, 'to') } : {};
  return {
    interval,
    period,
    groupBy,
    measure: measures.find((each) => each === query.get('measure')) ?? 'credits',
    filters: readUsageFilters(query),
    find: query.get('find') ?? '',
    isWhole: query.get('top') === 'all',
    ...present({ ...span, splitBy: isAspect(split) && split !== groupBy ? split : undefined }),
  };
}

/** The entries tell what roll-ups can't: these keep one dimension at a time, the largest of its values, and no counts. */
export function isOfEntries({ groupBy, splitBy, measure, filters, isWhole }: UsageView): boolean {
  return (
    groupBy === 'caller' ||
    splitBy !== undefined ||
    measure !== 'credits' ||
    eachFilter(filters).length > 0 ||
    (isWhole && groupBy !== 'category')
  );
}

function instantIn(query: URLSearchParams, name: string): string | undefined {
  const text = query.get(name) ?? '';
  return Number.isNaN(Date.parse(text)) ? undefined : new Date(text).toISOString();
}

export function periodsFor(interval: Interval): readonly Period[] {
  return periodsOf[interval];
}

export interface UsageQuery {
  readonly interval: Interval;
  readonly groupBy: string;
  readonly timeZone: string;
  readonly top?: string;
  readonly cycle?: string;
  readonly from?: string;
  readonly to?: string;
}

export function exploredQueryOf(view: UsageView, { top: _top, ...query }: UsageQuery): ExploredQuery {
  const { filters, splitBy } = view;
  return { ...query, ...filterQuery(filters), counts: 'true', ...present({ splitBy }) };
}

/** The days of a span where its start is missing. */
const usualSpanDays = 7;

/** Spans begin on a whole hour or day, so that the question stays the same from one read to the next. */
export function usageQueryOf(
  { interval, period, groupBy, ...span }: UsageView,
  { cycle }: Account,
  { nowMs, timeZone }: { readonly nowMs: number; readonly timeZone: string },
): UsageQuery {
  const base = { interval, groupBy, timeZone, top: namedMax };
  if (period === 'this-cycle') return { ...base, cycle: String(cycle.index) };
  if (period === 'last-cycle') return { ...base, cycle: String(cycle.index - 1) };
  if (period === 'span') {
    const endMs = span.to === undefined ? nowMs : Date.parse(span.to);
    const from = span.from ?? new Date(dayStart(endMs - 1, timeZone, 1 - usualSpanDays)).toISOString();
    // A span that ends before it begins, or after now, goes up to now.
    const isOver = span.to !== undefined && span.to > from && endMs < nowMs;
    return { ...base, from, ...(isOver ? { to: span.to } : {}) };
  }
  const days = Number.parseInt(period, 10);
  const fromMs =
    interval === 'hour' ? nowMs - (nowMs % hourMs) + hourMs - days * dayMs : dayStart(nowMs, timeZone, 1 - days);
  return { ...base, from: new Date(fromMs).toISOString() };
}
