import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { alarmText, type RunbookSection } from '../runbook.ts';

export interface OperatorAlarmProps {
  readonly metric: IMetric;
  /** Rings at this value or above. */
  readonly atLeast?: number;
  /** Rings below this value, and when nothing is reported at all. */
  readonly below?: number;
  readonly periods?: number;
  readonly matter: string;
  readonly section: RunbookSection;
  readonly topic: ITopic;
}

export const alarmPeriod = Duration.minutes(5);
/** Alarms that take new code back ring within its five minutes. */
export const canaryPeriod = Duration.minutes(1);

/** An alarm as all of ours are: it says what is the matter and where it stands what to do, and tells the topic. */
export function addAlarm(scope: Construct, id: string, props: OperatorAlarmProps): Alarm {
  const { metric, atLeast, below, periods = 1, matter, section, topic } = props;
  const alarm = new Alarm(scope, id, {
    metric,
    threshold: below ?? atLeast ?? 1,
    comparisonOperator:
      below === undefined
        ? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
        : ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: periods,
    treatMissingData: below === undefined ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
    alarmDescription: alarmText(matter, section),
  });
  alarm.addAlarmAction(new SnsAction(topic));
  return alarm;
}
