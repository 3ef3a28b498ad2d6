/** Groups of a usage report: how they are called, what each comes to, and which are drawn by themselves. */
import { dayMs, hourMs } from '../../../../shared/domain/time.ts';
import type { UsageReport, UsageRow } from '../../reading/shapes.ts';
import { sumOfCredits } from '../../writing/credits.ts';
import { categoryNames } from '../../writing/words.ts';
import { dayStart } from '../../writing/zone-days.ts';

type Group = Pick<UsageRow, 'key' | 'rest'>;

export interface GroupTotal extends Group {
  readonly id: string;
  readonly name: string;
  readonly credits: number;
  readonly previous: number;
}

/** Largest first. */
export function groupTotals({ comparison }: UsageReport, groupBy: string): readonly GroupTotal[] {
  return (comparison?.groups ?? [])
    .map((group) => ({ ...group, id: groupId(group), name: groupName(group, groupBy) }))
    .toSorted((a, b) => b.credits - a.credits || (a.name < b.name ? -1 : 1));
}

function groupId({ key, rest }: Group): string {
  return rest === undefined ? `=${key}` : rest;
}

function groupName({ key, rest }: Group, groupBy: string): string {
  if (rest === 'others') return 'Others';
  if (rest === 'none') return groupBy === 'sku' ? 'Without a SKU' : `Without ${groupBy.replace('dimension:', '')}`;
  if (groupBy !== 'category') return key ?? '';
  return Object.entries(categoryNames).find(([category]) => category === key)?.[1] ?? key ?? '';
}

/** Colours that can be told apart. */
const drawnMax = 7;

export interface DrawnSeries {
  readonly id: string;
  readonly name: string;
  /** Credits by the start of the interval. */
  readonly values: ReadonlyMap<string, number>;
}

/** The largest groups by themselves, the rest as one. */
export function drawnSeries(report: UsageReport, totals: readonly GroupTotal[]): readonly DrawnSeries[] {
  const isFew = totals.length <= drawnMax + 1;
  const own = isFew ? totals : totals.slice(0, drawnMax);
  const ownIds = new Set(own.map(({ id }) => id));
  const amounts = new Map<string, Map<string, number[]>>();
  for (const row of report.rows) {
    const id = ownIds.has(groupId(row)) ? groupId(row) : restId;
    const byStart = amounts.get(id) ?? new Map<string, number[]>();
    amounts.set(id, byStart.set(row.start, [...(byStart.get(row.start) ?? []), row.credits]));
  }
  const series = own.map(({ id, name }) => ({ id, name, values: summed(amounts.get(id)) }));
  return isFew
    ? series
    : [...series, { id: restId, name: `${totals.length - own.length} more`, values: summed(amounts.get(restId)) }];
}

const restId = 'the rest';

function summed(amounts: ReadonlyMap<string, readonly number[]> = new Map()): ReadonlyMap<string, number> {
  return new Map([...amounts].map(([start, each]) => [start, sumOfCredits(each)]));
}

const startsMax = 1_000;

/** Every interval of the report that has begun, those without usage too: time has no gaps, and of what is to come a report says nothing. */
export function intervalStarts({ rows, scope, interval, timeZone }: UsageReport, nowMs: number): readonly string[] {
  const used = rows.map(({ start }) => start);
  if (interval === 'cycle') return [...new Set(used)].toSorted();
  const startMs = Date.parse(scope.start);
  const endMs = Math.min(Date.parse(scope.end), nowMs + 1);
  const starts = new Set<string>();
  for (let count = 0; starts.size < startsMax; count += 1) {
    const atMs =
      interval === 'hour' ? startMs - (startMs % hourMs) + count * hourMs : dayStart(startMs, timeZone, count);
    if (atMs >= endMs) break;
    starts.add(new Date(atMs).toISOString());
  }
  // Late usage counts on its day, which may lie before the cycle that paid for it.
  return [...new Set([...used, ...starts])].toSorted();
}

/** The end of an interval of the report. */
export function endOfInterval({ rows, interval, timeZone }: UsageReport, start: string): string {
  const row = rows.find((each) => each.start === start);
  if (row !== undefined) return row.end;
  const startMs = Date.parse(start);
  return new Date(interval === 'hour' ? startMs + hourMs : dayStart(startMs, timeZone, 1)).toISOString();
}

/** Credits of the plan over an interval, at the pace of its start: as the plan was then. Undefined before the account was there. */
export function paceOf(report: UsageReport, start: string): number | undefined {
  const end = endOfInterval(report, start);
  const step =
    report.pace?.find((each) => each.start <= start && start < each.end) ??
    report.pace?.find((each) => each.start < end && start < each.end);
  if (step === undefined) return undefined;
  const days = (Date.parse(end) - Date.parse(start)) / dayMs;
  return sumOfCredits([step.perDay * days]);
}
