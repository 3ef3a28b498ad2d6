/** Alarms on payments: what nobody but people can put right, and what somebody may be trying. */
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { present } from '../../shared/domain/present.ts';
import { paymentJobs } from '../../shared/runtime/jobs.ts';
import { runbook } from '../runbook.ts';
import { addAlarm, alarmPeriod } from './add-alarm.ts';

/** Refused events within five minutes: one may be a slip, so many are a wrong secret or somebody who tries. */
const refusedMax = 10;

export function addPaymentAlarms(scope: Construct, topic: ITopic): void {
  addAlarm(scope, 'events-refused', {
    metric: metricOf('PaymentEventsRefused'),
    atLeast: refusedMax,
    matter: `${refusedMax} requests to the webhook in five minutes were not the payment provider’s own.`,
    section: runbook.eventsRefused,
    topic,
  });
  addAlarm(scope, 'events-not-taken', {
    metric: metricOf('PaymentEventsNotTaken'),
    atLeast: 1,
    periods: 2,
    matter: 'Events of the payment provider could not be taken. It sends them again for three days.',
    section: runbook.eventsRefused,
    topic,
  });
  addAlarm(scope, 'payments-in-question', {
    metric: metricOf('InQuestion', paymentJobs.settlePayments.id),
    atLeast: 1,
    matter: 'A payment is not what its checkout was made for, or could not be granted or taken back.',
    section: runbook.paymentsInQuestion,
    topic,
  });
}

function metricOf(metricName: string, job?: string): Metric {
  return new Metric({
    namespace: 'Credits',
    metricName,
    dimensionsMap: { service: 'credits', ...present({ job }) },
    statistic: 'Sum',
    period: alarmPeriod,
  });
}
