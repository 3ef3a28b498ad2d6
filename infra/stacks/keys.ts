import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { addAlarm, alarmPeriod } from '../constructs/add-alarm.ts';
import type { CreditsApi } from '../constructs/credits-api.ts';
import { KeysApi } from '../constructs/keys-api.ts';
import type { Surroundings } from '../constructs/service-function.ts';
import { runbook } from '../runbook.ts';

export interface KeysStackProps extends StackProps {
  readonly surroundings: Surroundings;
  readonly workloads: CreditsApi;
}

/**
 * Refusals within five minutes, each of which API Gateway keeps for half a minute: a holder who goes on with a key that ended comes to ten of
 * them, somebody who tries keys to as many as there are requests.
 */
const refusedMax = 500;

/** The API of those who send an API key. It needs the stacks below it, and none needs it. */
export class KeysStack extends Stack {
  readonly holders: KeysApi;

  constructor(scope: Construct, id: string, { surroundings, workloads, ...props }: KeysStackProps) {
    super(scope, id, props);
    this.holders = new KeysApi(this, 'holders', { ...surroundings, workloads });
    addAlarm(this, 'keys-refused', {
      metric: new Metric({
        namespace: 'Credits',
        metricName: 'KeysRefused',
        dimensionsMap: { service: 'credits' },
        statistic: 'Sum',
        period: alarmPeriod,
      }),
      atLeast: refusedMax,
      matter: `${refusedMax} requests in five minutes sent what is no API key, or one that has ended.`,
      section: runbook.keysRefused,
      topic: surroundings.alarmTopic,
    });
    const { keysDomain } = surroundings.stage;
    new CfnOutput(this, 'KeysApiUrl', {
      value: keysDomain === undefined ? this.holders.stage.url : `https://${keysDomain.name}`,
    });
  }
}
