import { usageWindowDaysMax } from '../domain/catalogue/plan.ts';
import type { Cycle } from '../domain/cycle.ts';
import { done, invalid, type Outcome, refused } from '../domain/decisions/outcome.ts';
import {
  positionOf,
  type UsageGroup,
  type UsageGrouping,
  type UsageInterval,
  type UsageRow,
  type UsageScope,
  usageRows,
  usageTotals,
} from '../domain/projections/usage-trend.ts';
import { dayMs, hourMs } from '../domain/time.ts';
import type { LoadedAccount } from '../storage/account-item.ts';
import type { DaySpan } from '../storage/projections.ts';
import type { CreditStore } from '../storage/store.ts';
import { currentAccount } from './reading/current-account.ts';
import { decodeCursor, encodeCursor } from './reading/cursor.ts';
import { firstEntryOfCycle } from './reading/first-entry-of-cycle.ts';
import { projectedUsage } from './reading/projected-usage.ts';

export interface UsageQuestion {
  readonly accountId: string;
  /** The present cycle when neither this nor `fromMs` is given. */
  readonly cycle?: number;
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly interval: UsageInterval;
  readonly grouping: UsageGrouping;
  readonly limit: number;
  readonly cursor?: string;
}

export interface UsageReport {
  readonly accountId: string;
  readonly scope: UsageScope;
  readonly interval: UsageInterval;
  /** The entry up to which it is complete. */
  readonly through: { readonly seq: number; readonly atMs: number };
  readonly rows: readonly UsageRow[];
  /** For the whole report, beside the cycle or span before it; on the first page alone. */
  readonly comparison?: UsageComparison;
  readonly nextCursor?: string;
}

export interface UsageComparison {
  /** Undefined for an account's first cycle. */
  readonly previous: UsageScope | undefined;
  readonly groups: readonly { readonly group: UsageGroup; readonly credits: bigint; readonly before: bigint }[];
}

const spanMaxMs = 400 * dayMs;

/** A trend from the roll-ups. A page begins where the one before ended, whatever was written in between. */
export async function readUsage(
  store: CreditStore,
  asked: UsageQuestion,
  nowMs: number,
): Promise<Outcome<UsageReport>> {
  const { accountId, interval, grouping, limit, cursor } = asked;
  const { fromMs, toMs } = asked;
  const filters = { accountId, cycle: asked.cycle, fromMs, toMs, interval, grouping };
  const position = cursor === undefined ? undefined : decodeCursor(cursor, filters);
  if (cursor !== undefined && position === undefined)
    return invalid('cursor', 'must be the nextCursor of a page with the same account and filters');
  const current = await currentAccount(store, accountId, nowMs);
  if (current === undefined) return refused({ reason: 'account-not-found' });
  const { loaded, account } = current;

  const present = account.cycle;
  const index = asked.cycle ?? present.index;
  const cycle = index === present.index ? present : await cycleOf(store, loaded, index);
  if (cycle === undefined) return refused({ reason: 'cycle-not-found' });
  const scope = scopeOf(asked, cycle, nowMs);
  const { startMs, endMs } = boundsOf(scope);
  if (endMs <= startMs) return invalid('from', 'must be before to, which is now when left out');
  if (endMs - startMs > spanMaxMs) return invalid('from', 'must be at most 400 days before to');

  const { rollUps, through } = await projectedUsage(store, loaded, daysOf(scope));
  const rows = usageRows(rollUps, scope, { interval, grouping });
  const rest = position === undefined ? rows : rows.filter((row) => positionOf(row) >= position);
  const next = rest[limit];
  const comparison = position === undefined ? await compare(store, loaded, { scope, rows, asked }) : undefined;
  return done({
    accountId,
    scope,
    interval,
    through,
    rows: rest.slice(0, limit),
    ...(comparison === undefined ? {} : { comparison }),
    ...(next === undefined ? {} : { nextCursor: encodeCursor(positionOf(next), filters) }),
  });
}

function scopeOf({ fromMs, toMs }: UsageQuestion, cycle: Cycle, nowMs: number): UsageScope {
  if (fromMs === undefined) return { kind: 'cycle', cycle };
  const untilMs = toMs ?? nowMs;
  return { kind: 'hours', fromMs: fromMs - (fromMs % hourMs), toMs: Math.ceil(untilMs / hourMs) * hourMs };
}

interface ComparisonScope {
  readonly scope: UsageScope;
  readonly rows: readonly UsageRow[];
  readonly asked: UsageQuestion;
}

/** Beside the cycle before, or the span before of the same length. */
async function compare(
  store: CreditStore,
  loaded: LoadedAccount,
  { scope, rows, asked: { interval, grouping } }: ComparisonScope,
): Promise<UsageComparison> {
  const previous = await scopeBefore(store, loaded, scope);
  const before =
    previous === undefined
      ? []
      : usageRows((await projectedUsage(store, loaded, daysOf(previous))).rollUps, previous, { interval, grouping });
  const groups = new Map<string, UsageComparison['groups'][number]>();
  for (const { group, credits } of usageTotals(rows)) groups.set(keyOf(group), { group, credits, before: 0n });
  for (const { group, credits } of usageTotals(before))
    groups.set(keyOf(group), { group, credits: groups.get(keyOf(group))?.credits ?? 0n, before: credits });
  return { previous, groups: [...groups.values()] };
}

function keyOf({ kind, name }: UsageGroup): string {
  return `${kind} ${name}`;
}

async function scopeBefore(
  store: CreditStore,
  loaded: LoadedAccount,
  scope: UsageScope,
): Promise<UsageScope | undefined> {
  if (scope.kind === 'hours') {
    const { fromMs, toMs } = scope;
    return { kind: 'hours', fromMs: 2 * fromMs - toMs, toMs: fromMs };
  }
  const cycle = await cycleOf(store, loaded, scope.cycle.index - 1);
  return cycle === undefined ? undefined : { kind: 'cycle', cycle };
}

/** A cycle of the past, by the grant that opened it. */
async function cycleOf(store: CreditStore, loaded: LoadedAccount, index: number): Promise<Cycle | undefined> {
  const first = await firstEntryOfCycle(store, loaded, index);
  const { cycle, cycleStartMs: startMs, expiresAtMs: endMs } = first ?? {};
  return cycle === index && startMs !== undefined && endMs !== undefined ? { index, startMs, endMs } : undefined;
}

function boundsOf(scope: UsageScope): { readonly startMs: number; readonly endMs: number } {
  return scope.kind === 'cycle' ? scope.cycle : { startMs: scope.fromMs, endMs: scope.toMs };
}

/** A cycle also pays for usage that occurred before it and was told late. */
function daysOf(scope: UsageScope): DaySpan {
  const { startMs, endMs } = boundsOf(scope);
  const lateMs = scope.kind === 'cycle' ? usageWindowDaysMax * dayMs : 0;
  return { from: dayOf(Math.max(0, startMs - lateMs)), to: dayOf(endMs - 1) };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
