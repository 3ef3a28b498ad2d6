import { Duration } from 'aws-cdk-lib';
import { type DomainName, HttpApi, HttpNoneAuthorizer, type IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { Construct } from 'constructs';
import { isForKeys } from '../../shared/contract/routes/route.ts';
import { deployedRoutes } from '../deployed-routes.ts';
import { functionSizes } from '../function-size.ts';
import { authorizerAccess } from '../table-access.ts';
import { addRoutes } from './add-routes.ts';
import { addApiDomain } from './api-domain.ts';
import { ApiStage } from './api-stage.ts';
import type { CreditsApi } from './credits-api.ts';
import { ServiceFunction, type Surroundings } from './service-function.ts';

export interface KeysApiProps extends Surroundings {
  /** The API of workloads, whose functions answer here too. */
  readonly workloads: CreditsApi;
}

/** A key that was revoked goes on for so long at the most. Each key costs the authorizer a call that often. */
const answersKept = Duration.seconds(30);

/**
 * The API of those who send an API key: all routes but those that make keys, at the same paths and answered by the same functions. It is an
 * API of its own because a route has one authorizer. The function holds the request against what the key may.
 */
export class KeysApi extends Construct {
  readonly api: HttpApi;
  readonly stage: ApiStage;
  readonly authorizer: ServiceFunction;
  /** Lets holders of keys call a route of this API. */
  readonly byKey: IHttpRouteAuthorizer;
  /** Undefined where it has none of its own. */
  readonly domainName: DomainName | undefined;

  constructor(scope: Construct, id: string, { workloads, ...props }: KeysApiProps) {
    super(scope, id);
    const { stage } = props;
    this.api = new HttpApi(this, 'api', {
      apiName: `credits-keys-${stage.name}`,
      description: 'Credits: what holders of API keys call.',
      createDefaultStage: false,
      disableExecuteApiEndpoint: stage.keysDomain !== undefined,
    });
    this.authorizer = new ServiceFunction(this, 'authorizer', {
      ...props,
      entry: 'authorizers/admit-api-key',
      description: 'Lets holders of API keys in.',
      size: functionSizes.authorizer,
      access: authorizerAccess,
    });
    this.byKey = new HttpLambdaAuthorizer('api-key', this.authorizer.target, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      // An answer is kept for a project by itself: a key is of one.
      identitySource: ['$request.header.Authorization', ...(stage.projects === undefined ? [] : ['$context.stage'])],
      resultsCacheTtl: answersKept,
    });
    const anyone = new HttpNoneAuthorizer();
    const routes = deployedRoutes(stage).filter((route) => isForKeys(route));
    const added = addRoutes({
      api: this.api,
      routes,
      functions: workloads.functions,
      authorizerOf: ({ permission }) => (permission === 'anyone' ? anyone : this.byKey),
    });
    this.stage = new ApiStage(this, 'stage', { api: this.api, stage, usual: stage.keysThrottle });
    this.stage.throttle(routes, added);
    const { keysDomain: domain } = stage;
    this.domainName = domain && addApiDomain(this, { domain, api: this.api, stage: this.stage.stage });
  }
}
