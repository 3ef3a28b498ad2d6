/**
 * The consumption of accounts, as metrics by category and outcome, and how many signals of which kind: names from closed
 * lists. Only accounts that an operator chose to watch, a bounded number, have a metric of their own.
 */
import { toCredits } from '../domain/amount.ts';
import type { Category } from '../domain/catalogue/rate-card.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { defaultProject, isDefault, type Project } from '../domain/project.ts';
import type { Signal, SignalKind } from '../domain/projections/signal.ts';
import { minuteMs } from '../domain/time.ts';
import { optional } from './environment.ts';
import { count as countMetrics } from './telemetry.ts';

export function countConsumption(
  entries: readonly Entry[],
  signals: readonly Signal[],
  project: Project = defaultProject,
): void {
  const charged = new Map<Category, { count: number; credits: number }>();
  for (const { category, slices, after, before, credits } of entries) {
    if (category === undefined || after.available > before || slices.length === 0) continue;
    const sum = charged.get(category) ?? { count: 0, credits: 0 };
    charged.set(category, { count: sum.count + 1, credits: sum.credits + toCredits(credits) });
  }
  for (const [category, { count, credits }] of charged) {
    const metrics = { Debits: [count, 'Count'], Credits: [credits, 'None'] } as const;
    countMetrics({ dimensions: { ...dimensionOf(project), category, outcome: 'charged' }, metrics });
  }
  for (const [signal, count] of countsOf(signals)) {
    countMetrics({ dimensions: { ...dimensionOf(project), signal }, metrics: { Signals: [count, 'Count'] } });
  }
}

const balancesEveryMinutes = 30;

/**
 * Tells whether the sweep of this minute shows the balances of all watched accounts: twice an hour, so that a sweep that
 * failed leaves no hour without. An account that never moves would have no metric, and an alarm on it nothing to go by.
 */
export function areBalancesDue(nowMs: number): boolean {
  return Math.floor(nowMs / minuteMs) % balancesEveryMinutes === 0;
}

/** The number of accounts that may be watched, where the stage says; undefined for the usual one. */
export function watchedMax(): number | undefined {
  const wanted = optional('WATCHED_ACCOUNTS_MAX');
  return wanted === undefined ? undefined : Number(wanted);
}

/** For an alarm on one customer's balance, which names the account and nothing else. */
export function showBalance(account: string, availableCredits: number, project: Project = defaultProject): void {
  countMetrics({
    dimensions: { ...dimensionOf(project), account },
    metrics: { AvailableCredits: [availableCredits, 'None'] },
    hasService: false,
  });
}

/** The metrics of the default project are named as ever, and count nothing of another's. */
function dimensionOf(project: Project): Readonly<Record<string, string>> {
  return isDefault(project) ? {} : { project: project.name };
}

function countsOf(signals: readonly Signal[]): ReadonlyMap<SignalKind, number> {
  const counts = new Map<SignalKind, number>();
  for (const { kind } of signals) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}
