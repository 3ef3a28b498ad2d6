import { Stack, type StackProps } from 'aws-cdk-lib';
import {
  type HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { intakeRouteList } from '../../shared/contract/routes/intake.ts';
import { addAlarm, alarmPeriod } from '../constructs/add-alarm.ts';
import type { KeysApi } from '../constructs/keys-api.ts';
import { ServiceFunction, type Surroundings } from '../constructs/service-function.ts';
import { metersIn, type UsageQueue } from '../constructs/usage-queue.ts';
import { functionSizes } from '../function-size.ts';
import { runbook } from '../runbook.ts';
import { intakeAccess } from '../table-access.ts';
import type { UsageSettings } from '../usage-settings.ts';

export interface IntakeStackProps extends StackProps {
  readonly surroundings: Surroundings;
  readonly usage: UsageSettings;
  /** Where what comes in waits to be charged. */
  readonly queue: UsageQueue;
  /** The API of workloads. */
  readonly workloads: HttpApi;
  /** The API of holders of keys, where there is one. */
  readonly holders?: KeysApi | undefined;
}

/**
 * Usage that comes in over HTTP, in protocols of others: routes of the APIs that are there, and one function that hands what it reads to the queue
 * of usage. It reaches no table. It needs the stacks of both, and nothing needs it.
 */
export class IntakeStack extends Stack {
  readonly function: ServiceFunction;

  constructor(
    scope: Construct,
    id: string,
    { surroundings, usage, queue, workloads, holders, ...props }: IntakeStackProps,
  ) {
    super(scope, id, props);
    this.function = new ServiceFunction(this, 'take-usage', {
      ...surroundings,
      entry: 'intake/take-usage',
      description: 'Takes usage in protocols of others, and hands it to the queue of usage.',
      size: functionSizes.intake,
      access: intakeAccess,
      environment: {
        USAGE_QUEUE_URL: queue.queue.queueUrl,
        UNCHARGEABLE_QUEUE_URL: queue.deadLetters.queue.queueUrl,
        ...metersIn(usage),
      },
    });
    for (const each of [queue.queue, queue.deadLetters.queue]) each.grant(this.function.role, 'sqs:SendMessage');
    addAlarm(this, 'throttles', {
      metric: this.function.target.metricThrottles({ period: alarmPeriod }),
      atLeast: 1,
      matter:
        'Usage was turned away, since its function was refused an instance to run on: not everyone sends it again.',
      section: runbook.throttled,
      topic: surroundings.alarmTopic,
    });
    this.addRoutes('workloads', workloads, new HttpIamAuthorizer());
    if (holders !== undefined) this.addRoutes('holders', holders.api, holders.byKey);
  }

  private addRoutes(name: string, httpApi: HttpApi, authorizer: IHttpRouteAuthorizer): void {
    const scope = new Construct(this, name);
    const integration = new HttpLambdaIntegration(`${name}-integration`, this.function.target, {
      scopePermissionToRoute: false,
    });
    for (const { id, method, path } of intakeRouteList)
      new HttpRoute(scope, id, {
        httpApi,
        routeKey: HttpRouteKey.with(path, HttpMethod[method]),
        integration,
        authorizer,
      });
  }
}
