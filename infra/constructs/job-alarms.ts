/** Alarms on what the jobs count, and on jobs that don't run. */
import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { type JobId, jobs } from '../../shared/runtime/jobs.ts';
import { type ConsumerId, streams } from '../../shared/runtime/streams.ts';
import { runbook } from '../runbook.ts';
import { addAlarm, alarmPeriod } from './add-alarm.ts';

/** Runs of the audit that may be missed: the schedule tries each again, and a deployment may fall on one. */
const auditsMissedMax = 2;

export function addJobAlarms(scope: Construct, topic: ITopic, { hasCopy }: { readonly hasCopy: boolean }): void {
  const { sweepDue, auditLedgers } = jobs;
  addAlarm(scope, 'not-swept', {
    metric: jobMetric(sweepDue.id, 'Due', { statistic: 'SampleCount' }),
    below: 1,
    periods: 2,
    matter: 'No sweep has finished for ten minutes. Balances stay right; renewals and expiries are written late.',
    section: runbook.notSwept,
    topic,
  });
  addAlarm(scope, 'not-shown', {
    metric: jobMetric(sweepDue.id, 'NotShown'),
    atLeast: 1,
    matter: 'Balances of watched accounts could not be read: alarms on them have nothing to go by.',
    section: runbook.notShown,
    topic,
  });
  addAlarm(scope, 'audit-not-run', {
    metric: jobMetric(auditLedgers.id, 'Audited', {
      statistic: 'SampleCount',
      period: Duration.minutes(auditLedgers.trigger.everyMinutes),
    }),
    below: 1,
    periods: auditsMissedMax,
    matter: 'No audit has ended for twelve hours: a breach would not be found.',
    section: runbook.notAudited,
    topic,
  });
  addAlarm(scope, 'not-audited', {
    metric: jobMetric(auditLedgers.id, 'NotAudited'),
    atLeast: 1,
    matter: 'Accounts could not be held against their ledgers. The next audit looks at them again.',
    section: runbook.notAudited,
    topic,
  });
  addAlarm(scope, 'ledger-breach', {
    metric: jobMetric(auditLedgers.id, 'LedgerBreaches'),
    atLeast: 1,
    matter: 'An account disagrees with its own ledger. It is quarantined: nothing changes it any more.',
    section: runbook.ledgerBreach,
    topic,
  });
  addAlarm(scope, 'commits-set-aside', {
    metric: jobMetric(streams.projectCommits.id, 'SetAside'),
    atLeast: 1,
    matter: 'Commits of an account could not be consumed: its events and roll-ups stand still. Its balance is right.',
    section: runbook.putAside,
    topic,
  });
  if (hasCopy) addCopyAlarms(scope, topic);
}

/** Alarms on the second copy. The consumer's own are built with it. */
function addCopyAlarms(scope: Construct, topic: ITopic): void {
  addAlarm(scope, 'copies-set-aside', {
    metric: jobMetric(streams.copyCommits.id, 'SetAside'),
    atLeast: 1,
    matter: 'Commits of an account could not be copied. The ledger is as it was; its second copy stands still.',
    section: runbook.notCopied,
    topic,
  });
  addAlarm(scope, 'not-copied', {
    metric: jobMetric(jobs.auditLedgers.id, 'NotCopied'),
    atLeast: 1,
    matter: 'The audit could not bring second copies of ledgers up to them.',
    section: runbook.notCopied,
    topic,
  });
}

/** As the jobs count: see `shared/runtime/telemetry.ts`. */
function jobMetric(
  job: JobId | ConsumerId,
  metricName: string,
  { statistic = 'Sum', period = alarmPeriod }: { readonly statistic?: string; readonly period?: Duration } = {},
): Metric {
  return new Metric({
    namespace: 'Credits',
    metricName,
    dimensionsMap: { service: 'credits', job },
    statistic,
    period,
  });
}
