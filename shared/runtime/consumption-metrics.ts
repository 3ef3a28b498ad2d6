/**
 * What the accounts consumed, as metrics by category and outcome, and how many signals of which kind: names from closed
 * lists. Only accounts that an operator chose to watch, a bounded number, have a metric of their own.
 */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { toCredits } from '../domain/amount.ts';
import type { Category } from '../domain/catalogue/rate-card.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { Signal, SignalKind } from '../domain/projections/signal.ts';
import { metrics } from './telemetry.ts';

/** Without the dimension `service`, which is the library's own: an alarm names the account and nothing else. */
const balances = new Metrics({ namespace: 'Credits', serviceName: 'credits' });
balances.clearDefaultDimensions();

export function countConsumption(entries: readonly Entry[], signals: readonly Signal[]): void {
  const charged = new Map<Category, { count: number; credits: number }>();
  for (const { category, slices, after, before, credits } of entries) {
    if (category === undefined || after.available > before || slices.length === 0) continue;
    const sum = charged.get(category) ?? { count: 0, credits: 0 };
    charged.set(category, { count: sum.count + 1, credits: sum.credits + toCredits(credits) });
  }
  for (const [category, { count, credits }] of charged) {
    metrics.addDimensions({ category, outcome: 'charged' });
    metrics.addMetric('Debits', MetricUnit.Count, count);
    metrics.addMetric('Credits', MetricUnit.NoUnit, credits);
    metrics.publishStoredMetrics();
  }
  for (const [signal, count] of countsOf(signals)) {
    metrics.addDimensions({ signal });
    metrics.addMetric('Signals', MetricUnit.Count, count);
    metrics.publishStoredMetrics();
  }
}

/** For an alarm on one customer's balance. */
export function showBalance(account: string, availableCredits: number): void {
  balances.addDimensions({ account });
  balances.addMetric('AvailableCredits', MetricUnit.NoUnit, availableCredits);
  balances.publishStoredMetrics();
}

function countsOf(signals: readonly Signal[]): ReadonlyMap<SignalKind, number> {
  const counts = new Map<SignalKind, number>();
  for (const { kind } of signals) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}
