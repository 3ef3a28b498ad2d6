import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { present } from '../../shared/domain/present.ts';
import { alarmText, runbook } from '../runbook.ts';

export interface LowBalanceAlarmProps {
  /** A watched account: only those have a metric of their own. */
  readonly accountId: string;
  /** Whose account it is: the default project’s when left out. */
  readonly project?: string;
  /** Rings when fewer credits than this are available. */
  readonly below: number;
  /** Who is told, when it rings and when it is over. */
  readonly notify: ITopic;
}

/** An alarm on one account's balance, for the app of whoever uses it: it needs nothing of the service's stacks. */
export class LowBalanceAlarm extends Construct {
  readonly alarm: Alarm;

  constructor(scope: Construct, id: string, { accountId, project, below, notify }: LowBalanceAlarmProps) {
    super(scope, id);
    if (!(below > 0)) throw new RangeError('a balance is never below 0: `below` must be above');
    this.alarm = new Alarm(this, 'alarm', {
      metric: availableCredits(accountId, project),
      threshold: below,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 1,
      // A balance is told when it changes. As long as nothing is told, it is what it was.
      treatMissingData: TreatMissingData.IGNORE,
      alarmDescription: alarmText(`${accountId} has fewer than ${below} credits available.`, runbook.lowBalance),
    });
    this.alarm.addAlarmAction(new SnsAction(notify));
    this.alarm.addOkAction(new SnsAction(notify));
  }
}

/** The balance of a watched account, as it was told last within a minute. */
export function availableCredits(accountId: string, project?: string): Metric {
  return new Metric({
    namespace: 'Credits',
    metricName: 'AvailableCredits',
    dimensionsMap: { ...present({ project }), account: accountId },
    statistic: Stats.MINIMUM,
    period: Duration.minutes(1),
  });
}
