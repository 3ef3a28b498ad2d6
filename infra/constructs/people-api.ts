import { HttpApi, type IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer, HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { isForPeople } from '../../shared/contract/routes/route.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import type { StageSettings } from '../stages.ts';
import { addRoutes } from './add-routes.ts';
import { ApiStage } from './api-stage.ts';
import type { CreditsApi } from './credits-api.ts';

/** Where tokens come from. */
export type TokenSource =
  | { readonly kind: 'user-pool'; readonly pool: IUserPool; readonly client: IUserPoolClient }
  | { readonly kind: 'issuer'; readonly issuer: string; readonly audience: readonly string[] };

export interface AnsweredPeople {
  readonly tokens: TokenSource;
  /** The API of workloads, whose functions answer here too. */
  readonly workloads: CreditsApi;
}

/**
 * The API that people's sessions may call: what some role may do (`roles.ts`), at the same paths and answered by the same
 * functions. It is an API of its own because a route has one authorizer, and so that nothing else can be reached with a token.
 * The function holds the account in the path, and the role that the route takes, against what the token says.
 */
export class PeopleApi extends Construct {
  readonly api: HttpApi;
  readonly stage: ApiStage;

  constructor(scope: Construct, id: string, { stage }: { readonly stage: StageSettings }) {
    super(scope, id);
    this.api = new HttpApi(this, 'api', {
      apiName: `credits-people-${stage.name}`,
      description: 'Credits: what people’s sessions may do.',
      createDefaultStage: false,
    });
    this.stage = new ApiStage(this, 'stage', { api: this.api, stage, usual: stage.peopleThrottle });
  }

  /** Once it is known whose tokens count: the page that people use has to have its address first. */
  answer({ tokens, workloads }: AnsweredPeople): void {
    const authorizer = authorizerOf(tokens);
    const routes = routeList.filter(isForPeople);
    const { functions } = workloads;
    const added = addRoutes({ api: this.api, routes, functions, authorizerOf: () => authorizer });
    this.stage.throttle(routes, added);
  }
}

function authorizerOf(tokens: TokenSource): IHttpRouteAuthorizer {
  switch (tokens.kind) {
    case 'user-pool':
      return new HttpUserPoolAuthorizer('people', tokens.pool, { userPoolClients: [tokens.client] });
    case 'issuer':
      return new HttpJwtAuthorizer('people', tokens.issuer, { jwtAudience: [...tokens.audience] });
    default:
      return tokens satisfies never;
  }
}
