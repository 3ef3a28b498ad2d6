import { RemovalPolicy } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { present } from '../../shared/domain/present.ts';
import type { StageSettings } from '../stages.ts';

const retentions = {
  7: RetentionDays.ONE_WEEK,
  14: RetentionDays.TWO_WEEKS,
  30: RetentionDays.ONE_MONTH,
  90: RetentionDays.THREE_MONTHS,
} as const satisfies Record<StageSettings['logDays'], RetentionDays>;

/** A log group kept for as long as its stage says, under the stage's key where there is one. It goes with its stack. */
export function serviceLog(scope: Construct, id: string, { logDays, encryptionKeyArn }: StageSettings): LogGroup {
  const encryptionKey =
    encryptionKeyArn === undefined ? undefined : Key.fromKeyArn(scope, `key-of-${id}`, encryptionKeyArn);
  return new LogGroup(scope, id, {
    retention: retentions[logDays],
    removalPolicy: RemovalPolicy.DESTROY,
    ...present({ encryptionKey }),
  });
}
