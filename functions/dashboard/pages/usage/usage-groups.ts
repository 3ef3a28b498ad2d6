/** Groups of a usage report: how they are called, what each comes to, and which are drawn by themselves. */
import { dayMs, hourMs } from '../../../../shared/domain/time.ts';
import type { UsageReport, UsageRow } from '../../reading/shapes.ts';
import { sumOfCredits } from '../../writing/credits.ts';
import { aspectValueText } from '../../writing/words.ts';
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
  return inOrder(
    (comparison?.groups ?? []).map((group) => ({ ...group, id: groupId(group), name: groupName(group, groupBy) })),
  );
}

/** Largest first. */
export function inOrder<Group extends GroupTotal>(groups: readonly Group[]): readonly Group[] {
  return groups.toSorted((a, b) => b.credits - a.credits || (a.name < b.name ? -1 : 1));
}

export function groupId({ key, rest }: Group): string {
  return rest === undefined ? `=${key}` : rest;
}

export function groupName({ key, rest }: Group, groupBy: string): string {
  if (rest === 'others') return 'Others';
  if (rest === 'none') return groupBy === 'sku' ? 'Without a SKU' : `Without ${groupBy.replace('dimension:', '')}`;
  return aspectValueText(groupBy, key ?? '');
}

/** Colours that can be told apart. */
const drawnMax = 7;

export interface DrawnSeries {
  readonly id: string;
  readonly name: string;
  /** The amount in several intervals, by their starts; undefined where there is nothing to tell. */
  readonly amountIn: (starts: readonly string[]) => number | undefined;
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
  const series = own.map(({ id, name }) => ({ id, name, amountIn: summed(amounts.get(id)) }));
  return isFew
    ? series
    : [...series, { id: restId, name: `${totals.length - own.length} more`, amountIn: summed(amounts.get(restId)) }];
}

const restId = 'the rest';

function summed(amounts: ReadonlyMap<string, readonly number[]> = new Map()): DrawnSeries['amountIn'] {
  return (starts) => sumOfCredits(starts.flatMap((start) => amounts.get(start) ?? []));
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
