import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { CfnStage, type HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Route } from '../../shared/contract/routes/route.ts';
import type { StageSettings } from '../stages.ts';
import { retentionOf } from './service-function.ts';

/** The fields kept of each request: who asked for which route and what came of it. No body, no header, no query. */
const accessLogFields = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  caller: '$context.identity.userArn',
  person: '$context.authorizer.claims.sub',
  routeKey: '$context.routeKey',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  functionMs: '$context.integrationLatency',
  responseBytes: '$context.responseLength',
  error: '$context.error.message',
  functionError: '$context.integrationErrorMessage',
} as const;

export interface ApiStageProps {
  readonly api: HttpApi;
  readonly stage: StageSettings;
  /** Those that are held to the throttle of their weight, where that is less than the whole API's. */
  readonly routes: readonly Route[];
}

/** The one stage of an API: deployed as it is built, throttled, its requests logged as JSON. */
export class ApiStage extends Construct {
  readonly stage: HttpStage;

  constructor(scope: Construct, id: string, { api, stage, routes }: ApiStageProps) {
    super(scope, id);
    const log = new LogGroup(this, 'requests', {
      retention: retentionOf(stage),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const { ratePerSecond, burst } = stage.throttle.usual;
    this.stage = new HttpStage(this, 'default', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: ratePerSecond, burstLimit: burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    });
    const resource = this.stage.node.defaultChild;
    if (!(resource instanceof CfnStage)) throw new TypeError('a stage without its resource');
    resource.routeSettings = Object.fromEntries(
      routes
        .filter(({ weight }) => weight !== 'usual')
        .map(({ method, path, weight }) => [
          `${method} ${path}`,
          {
            ThrottlingRateLimit: stage.throttle[weight].ratePerSecond,
            ThrottlingBurstLimit: stage.throttle[weight].burst,
          },
        ]),
    );
  }

  get url(): string {
    return `https://${this.stage.api.apiId}.execute-api.${Stack.of(this).region}.${Stack.of(this).urlSuffix}`;
  }
}
