import type { Quarantine } from '../domain/account/quarantine.ts';
import type { Cycle } from '../domain/cycle.ts';
import { done, invalid, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { present } from '../domain/present.ts';
import { type PaceStep, planPace } from '../domain/projections/plan-pace.ts';
import {
  largestNamed,
  positionOf,
  type UsageGrouping,
  type UsageInterval,
  type UsageRow,
  type UsageScope,
  type UsageTerms,
  usageRows,
  usageTotals,
} from '../domain/projections/usage-trend.ts';
import { dayMs, hourMs } from '../domain/time.ts';
import { zoneClock } from '../domain/zone-clock.ts';
import type { CreditStore } from '../storage/store.ts';
import { currentAccount } from './reading/current-account.ts';
import { decodeCursor, encodeCursor } from './reading/cursor.ts';
import { detailedUsage } from './reading/detailed-usage.ts';
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
  readonly grouping: UsageGrouping;
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
  readonly rows: readonly UsageRow[];
  /** For the whole report, beside the cycle or span before it; on the first page alone. */
  readonly comparison?: UsageComparison;
  /** The even pace of the plan's credits, over the whole report; on the first page alone. */
  readonly pace?: readonly PaceStep[];
  readonly nextCursor?: string;
  readonly quarantine?: Quarantine;
  /** Some roll-ups can't be read, and are left out. */
  readonly isPartial?: true;
}

/** A year and the present day, with the day that a question is old when it is asked around midnight. */
const spanMaxMs = 401 * dayMs;

/** A trend from the roll-ups, and from the ledger where they leave out names. A page begins where the one before ended, whatever was written in between. */
export async function readUsage(
  store: CreditStore,
  asked: UsageQuestion,
  nowMs: number,
): Promise<Outcome<UsageReport>> {
  const { accountId, interval, grouping, limit, cursor, namedMax } = asked;
  const { fromMs, toMs } = asked;
  const filters = {
    accountId,
    cycle: asked.cycle,
    fromMs,
    toMs,
    interval,
    grouping,
    timeZone: asked.timeZone,
    namedMax,
  };
  const position = cursor === undefined ? undefined : decodeCursor(cursor, filters);
  if (cursor !== undefined && position === undefined)
    return invalid('cursor', 'must be the nextCursor of a page with the same account and filters');
  const current = await currentAccount(store, accountId, nowMs);
  if (current === undefined) return refused({ reason: 'account-not-found' });
  const { loaded, account, quarantine } = current;

  const index = asked.cycle ?? account.cycle.index;
  const cycle = index === account.cycle.index ? account.cycle : await cycleOf(store, loaded, index);
  if (cycle === undefined) return refused({ reason: 'cycle-not-found' });
  const scope = scopeOf(asked, cycle, nowMs);
  const bounds = boundsOf(scope);
  if (bounds.endMs <= bounds.startMs) return invalid('from', 'must be before to, which is now when left out');
  if (bounds.endMs - bounds.startMs > spanMaxMs) return invalid('from', 'must be at most 401 days before to');

  const clock = zoneClock(asked.timeZone ?? account.schedule.timeZone);
  const terms: UsageTerms = { interval, grouping, clock };
  const usage = await projectedUsage(store, loaded, daysOf(scope));
  const all = usageRows(await detailedUsage(store, loaded, { usage, grouping }), scope, terms);
  const isFirst = position === undefined;
  const isAsked = isFirst || namedMax !== undefined;
  const before = isAsked ? await rowsBefore(store, loaded, { scope, terms, nowMs: current.nowMs }) : nothingBefore;
  const isNamed = largestOf(namedMax, [...usageTotals(all), ...usageTotals(before.rows)]);
  const rows = largestNamed(all, isNamed);
  const rest = position === undefined ? rows : rows.filter((row) => positionOf(row) >= position);
  const next = rest[limit];
  return done({
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
  });
}

function scopeOf({ fromMs, toMs }: UsageQuestion, cycle: Cycle, nowMs: number): UsageScope {
  if (fromMs === undefined) return { kind: 'cycle', cycle };
  const untilMs = toMs ?? nowMs;
  return { kind: 'hours', fromMs: fromMs - (fromMs % hourMs), toMs: Math.ceil(untilMs / hourMs) * hourMs };
}
