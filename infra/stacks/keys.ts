import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { isForKeys } from '../../shared/contract/routes/route.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { addAlarm, alarmPeriod } from '../constructs/add-alarm.ts';
import { addRoutesBeside } from '../constructs/add-routes.ts';
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

/** The API of those who send an API key, and the routes of the workloads' API that make keys. It needs the stacks below it, and none needs it. */
export class KeysStack extends Stack {
  readonly holders: KeysApi;

  constructor(scope: Construct, id: string, { surroundings, workloads, ...props }: KeysStackProps) {
    super(scope, id, props);
    this.holders = new KeysApi(this, 'holders', { ...surroundings, workloads });
    addRoutesBeside(new Construct(this, 'making'), {
      api: workloads.api,
      routes: routeList.filter((route) => !isForKeys(route)),
      functions: workloads.functions,
      authorizerOf: () => new HttpIamAuthorizer(),
    });
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
