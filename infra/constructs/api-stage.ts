import { Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { CfnStage, type HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct, type IConstruct } from 'constructs';
import type { Route } from '../../shared/contract/routes/route.ts';
import type { StageSettings } from '../stages.ts';
import type { Throttle } from '../throttle.ts';
import { serviceLog } from './service-log.ts';

/** The fields kept of each request: who asked for which route and what came of it. No body, no header, no query. */
const accessLogFields = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  caller: '$context.identity.userArn',
  person: '$context.authorizer.claims.sub',
  apiKey: '$context.authorizer.keyId',
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
  /** The throttle of every route that has none by its weight. */
  readonly usual: Throttle;
  /** The project that it is the address of: the default one when left out. */
  readonly project?: string;
}

/** A stage of an API, which is a project's address: deployed as it is built, throttled, its requests logged as JSON. */
export class ApiStage extends Construct {
  readonly stage: HttpStage;
  private readonly settings: StageSettings;
  private readonly usual: Throttle;

  constructor(scope: Construct, id: string, { api, stage, usual, project }: ApiStageProps) {
    super(scope, id);
    const log = serviceLog(this, 'requests', stage);
    this.settings = stage;
    this.usual = usual;
    this.stage = new HttpStage(this, 'default', {
      httpApi: api,
      stageName: project ?? '$default',
      autoDeploy: true,
      throttle: { rateLimit: usual.ratePerSecond, burstLimit: usual.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    });
  }

  /** Holds routes to the throttle of their weight, where that is less than the whole API's, once they are there. @internal */
  throttle(routes: readonly Route[], added: readonly IConstruct[]): void {
    const resource = this.stage.node.defaultChild;
    if (!(resource instanceof CfnStage)) throw new TypeError('a stage without its resource');
    const { throttle } = this.settings;
    resource.routeSettings = Object.fromEntries(
      routes
        .filter(({ weight }) => weight !== 'usual')
        .map(({ method, path, weight }) => [
          `${method} ${path}`,
          {
            ThrottlingRateLimit: Math.min(throttle[weight].ratePerSecond, this.usual.ratePerSecond),
            ThrottlingBurstLimit: Math.min(throttle[weight].burst, this.usual.burst),
          },
        ]),
    );
    this.stage.node.addDependency(...added);
  }

  get url(): string {
    const { stageName, api } = this.stage;
    const path = stageName === '$default' ? '' : `/${stageName}`;
    return `https://${api.apiId}.execute-api.${Stack.of(this).region}.${Stack.of(this).urlSuffix}${path}`;
  }
}
