import type { Quarantine } from '../domain/account/quarantine.ts';
import type { Cycle } from '../domain/cycle.ts';
import { done, invalid, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { present } from '../domain/present.ts';
import type { Counted, UsageFilter } from '../domain/projections/entry-usage.ts';
import { type PaceStep, planPace } from '../domain/projections/plan-pace.ts';
import {
  largestNamed,
  positionOf,
  type UsageAspect,
  type UsageGrouping,
  type UsageInterval,
  type UsageRow,
  type UsageScope,
  type UsageTerms,
  usageRows,
  usageTotals,
} from '../domain/projections/usage-trend.ts';
import { dayMs, hourMs } from '../domain/time.ts';
import { type ZoneClock, zoneClock } from '../domain/zone-clock.ts';
import type { CreditStore } from '../storage/store.ts';
import type { CurrentAccount } from './reading/bring-current.ts';
import { currentAccount } from './reading/current-account.ts';
import { decodeCursor, encodeCursor } from './reading/cursor.ts';
import { detailedUsage } from './reading/detailed-usage.ts';
import {
  type ExploredPosition,
  type ExploredUsage,
  exploredPosition,
  exploredUsage,
} from './reading/explored-usage.ts';
import { projectedUsage } from './reading/projected-usage.ts';
import {
  comparisonOf,
  largestOf,
  nothingBefore,
  rollUpsOfCycle,
  rowsBefore,
  type UsageComparison,
} from './reading/usage-comparison.ts';
import { boundsOf, cycleOf, daysOf } from './reading/usage-scope.ts';

export interface UsageQuestion {
  readonly accountId: string;
  /** The present cycle when neither this nor `fromMs` is given. */
  readonly cycle?: number;
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly interval: UsageInterval;
  /** By the caller, it is told by entries. */
  readonly grouping: UsageAspect;
  /** Splits each group. Entries tell it, and so they do whatever is filtered or counted. */
  readonly splitting?: UsageAspect;
  readonly filter?: UsageFilter;
  /** Counts requests and quantities. */
  readonly isCounted?: boolean;
  /** The zone that days are of; the account's when left out. */
  readonly timeZone?: string;
  /** So many of the largest groups are named, all when left out. */
  readonly namedMax?: number;
  readonly limit: number;
  readonly cursor?: string;
}

export interface UsageReport {
  readonly accountId: string;
  readonly scope: UsageScope;
  readonly interval: UsageInterval;
  readonly timeZone: string;
  /** The entry up to which it is complete. */
  readonly through: { readonly seq: number; readonly atMs: number };
  readonly rows: readonly (UsageRow & Partial<Counted>)[];
  /** For the whole report, beside the cycle or span before it; on the first page alone, or each page's part of it where entries tell it. */
  readonly comparison?: UsageComparison;
  /** The even pace of the plan's credits, over the whole report; on the first page alone. */
  readonly pace?: readonly PaceStep[];
  /** Told by entries: each page's part of it, to be added up. */
  readonly explored?: Pick<ExploredUsage, 'totals' | 'largest' | 'entries'>;
  readonly nextCursor?: string;
  readonly quarantine?: Quarantine;
  /** Some roll-ups can't be read, and are left out. */
  readonly isPartial?: true;
}

/** A year and the present day, with the day that a question is old when it is asked around midnight. */
const spanMaxMs = 401 * dayMs;

/** A trend from the roll-ups, and from the ledger where they leave out names, or can't tell what is asked. A page begins where the one before ended, whatever was written in between. */
export async function readUsage(
  store: CreditStore,
  asked: UsageQuestion,
  nowMs: number,
): Promise<Outcome<UsageReport>> {
  const { accountId, cursor } = asked;
  const { cursor: _cursor, limit: _limit, ...filters } = asked;
  const position = cursor === undefined ? undefined : decodeCursor(cursor, filters);
  if (cursor !== undefined && position === undefined)
    return invalid('cursor', 'must be the nextCursor of a page with the same account and filters');
  const current = await currentAccount(store, accountId, nowMs);
  if (current === undefined) return refused({ reason: 'account-not-found' });
  const { loaded, account } = current;
  const begun = position === undefined || !isOfEntries(asked) ? undefined : exploredPosition(position, nowMs);

  const index = asked.cycle ?? begun?.cycle ?? account.cycle.index;
  const cycle = index === account.cycle.index ? account.cycle : await cycleOf(store, loaded, index);
  if (cycle === undefined) return refused({ reason: 'cycle-not-found' });
  const scope = scopeOf(asked, cycle, begun?.nowMs ?? nowMs);
  const bounds = boundsOf(scope);
  if (bounds.endMs <= bounds.startMs) return invalid('from', 'must be before to, which is now when left out');
  if (bounds.endMs - bounds.startMs > spanMaxMs) return invalid('from', 'must be at most 401 days before to');

  const clock = zoneClock(asked.timeZone ?? account.schedule.timeZone);
  const prepared = { scope, clock, filters };
  return done(
    isRolled(asked)
      ? await usageByRollUps(store, current, { ...prepared, asked, position })
      : await usageByEntries(store, current, { ...prepared, asked, begun }),
  );
}

interface Prepared<Asked> {
  readonly asked: Asked;
  readonly scope: UsageScope;
  readonly clock: ZoneClock;
  /** A cursor is bound to them. */
  readonly filters: object;
}

type RolledQuestion = UsageQuestion & { readonly grouping: UsageGrouping };

/** Roll-ups keep one dimension at a time, no callers and no counts. */
function isOfEntries(asked: UsageQuestion): boolean {
  const { grouping, splitting, filter = {}, isCounted } = asked;
  return grouping.by === 'caller' || splitting !== undefined || isCounted === true || Object.keys(filter).length > 0;
}

function isRolled(asked: UsageQuestion): asked is RolledQuestion {
  return !isOfEntries(asked);
}

async function usageByRollUps(
  store: CreditStore,
  { loaded, quarantine, nowMs }: CurrentAccount,
  { asked, scope, clock, position, filters }: Prepared<RolledQuestion> & { readonly position: string | undefined },
): Promise<UsageReport> {
  const { accountId, interval, grouping, limit, namedMax } = asked;
  const bounds = boundsOf(scope);
  const terms: UsageTerms = { interval, grouping, clock };
  const usage = await projectedUsage(store, loaded, daysOf(scope));
  const all = usageRows(await detailedUsage(store, loaded, { usage, grouping }), scope, terms);
  const isFirst = position === undefined;
  const isAsked = isFirst || namedMax !== undefined;
  const before = isAsked ? await rowsBefore(store, loaded, { scope, terms, nowMs }) : nothingBefore;
  const isNamed = largestOf(namedMax, [...usageTotals(all), ...usageTotals(before.rows)]);
  const rows = largestNamed(all, isNamed);
  const rest = position === undefined ? rows : rows.filter((row) => positionOf(row) >= position);
  const next = rest[limit];
  return {
    accountId,
    scope,
    interval,
    timeZone: clock.timeZone,
    through: usage.through,
    rows: rest.slice(0, limit),
    ...present({ quarantine, isPartial: usage.isPartial }),
    ...(isFirst
      ? {
          comparison: comparisonOf(before.scope, { rows, before: largestNamed(before.rows, isNamed) }),
          pace: planPace(await rollUpsOfCycle(store, loaded, { usage, startMs: bounds.startMs }), bounds),
        }
      : {}),
    ...(next === undefined ? {} : { nextCursor: encodeCursor(positionOf(next), filters) }),
  };
}

async function usageByEntries(
  store: CreditStore,
  current: CurrentAccount,
  { asked, scope, clock, begun, filters }: Prepared<UsageQuestion> & { readonly begun: ExploredPosition | undefined },
): Promise<UsageReport> {
  const { accountId, interval, grouping, splitting, filter = {} } = asked;
  const terms = { scope, interval, clock, grouping, splitting, filter };
  const { rows, through, previous, groups, next, isPartial, ...explored } = await exploredUsage(store, current, {
    ...terms,
    position: begun,
  });
  return {
    accountId,
    scope,
    interval,
    timeZone: clock.timeZone,
    through,
    rows,
    explored,
    comparison: {
      previous,
      groups: groups.map(({ now, before, ...group }) => ({
        ...group,
        credits: now.credits,
        before: before.credits,
        counts: { now, before },
      })),
    },
    ...present({ quarantine: current.quarantine, isPartial }),
    ...(next === undefined ? {} : { nextCursor: encodeCursor(next, filters) }),
  };
}

function scopeOf({ fromMs, toMs }: UsageQuestion, cycle: Cycle, nowMs: number): UsageScope {
  if (fromMs === undefined) return { kind: 'cycle', cycle };
  const untilMs = toMs ?? nowMs;
  return { kind: 'hours', fromMs: fromMs - (fromMs % hourMs), toMs: Math.ceil(untilMs / hourMs) * hourMs };
}
