import { type DomainName, HttpApi, HttpNoneAuthorizer, type IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { type Grant, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { GrantedPermission } from '../../shared/contract/routes/permission.ts';
import {
  type RequestFunction,
  requestFunctionOf,
  requestFunctions,
} from '../../shared/contract/routes/request-function.ts';
import { type AccountRole, operatorRoles } from '../../shared/contract/routes/roles.ts';
import { isForKeys, type Route } from '../../shared/contract/routes/route.ts';
import { present } from '../../shared/domain/present.ts';
import { watchedAccountsMost } from '../../shared/storage/watched.ts';
import { deployedRoutes } from '../deployed-routes.ts';
import { requestSizes } from '../function-size.ts';
import type { OperatorGroups, StageSettings } from '../stages.ts';
import { accessOfRoutes } from '../table-access.ts';
import { addRoutes, type RequestFunctions } from './add-routes.ts';
import { addApiDomain } from './api-domain.ts';
import { ApiStage } from './api-stage.ts';
import { Callers } from './callers.ts';
import { Grants } from './grants.ts';
import { mayReadSecret } from './may-read-secret.ts';
import { ServiceFunction, type ServiceFunctionProps, type Surroundings } from './service-function.ts';

/** The claims that tokens of people make, and where. */
export interface SessionClaims {
  /** The claim that names their projects: the usual one when left out. */
  readonly projects?: string;
  /** The claim that names their accounts. */
  readonly accounts: string;
  readonly operators?: OperatorGroups;
  /** The role of accounts that are named without one: `viewer` when left out. */
  readonly usualRole?: AccountRole;
  /** The claim by which entries name people: `sub` when left out. */
  readonly person?: string;
}

export interface CreditsApiProps extends Surroundings {
  readonly claims: SessionClaims;
}

/** The API of workloads, from the route table, but for the routes that make keys, which come with the stack `keys`: each request signed by an IAM principal that may call that route. */
export class CreditsApi extends Grants {
  readonly api: HttpApi;
  readonly stage: ApiStage;
  readonly callers: Callers;
  readonly functions: RequestFunctions;
  /** Undefined where it has none of its own. */
  readonly domainName: DomainName | undefined;

  constructor(scope: Construct, id: string, props: CreditsApiProps) {
    super(scope, id);
    const { stage } = props;
    this.api = new HttpApi(this, 'api', {
      apiName: `credits-${stage.name}`,
      description: 'Credits: what workloads call.',
      createDefaultStage: false,
      disableExecuteApiEndpoint: stage.domain !== undefined,
    });
    this.functions = {
      charge: this.requestFunction('charge', props),
      gate: this.requestFunction('gate', props),
      reports: this.requestFunction('reports', props),
      accounts: this.requestFunction('accounts', props),
      payments: this.requestFunction('payments', props),
      catalogue: this.requestFunction('catalogue', props),
      operators: this.requestFunction('operators', props),
    };
    // Those of projects come with their stack.
    const routes = deployedRoutes(stage).filter((route) => isForKeys(route) && route.part !== 'projects');
    const added = addRoutes({ api: this.api, routes, functions: this.functions, authorizerOf });
    this.stage = new ApiStage(this, 'stage', { api: this.api, stage, usual: stage.throttle.usual });
    this.stage.throttle(routes, added);
    this.callers = new Callers(this, 'callers', {
      api: this.api,
      stageName: stage.name,
      hasNews: stage.news !== undefined,
    });
    for (const caller of stage.callers ?? []) this.callers.letIn(caller);
    const { domain } = stage;
    this.domainName = domain && addApiDomain(this, { domain, api: this.api, stage: this.stage.stage });
  }

  private requestFunction(name: RequestFunction, props: CreditsApiProps): ServiceFunction {
    const made = new ServiceFunction(this, name, {
      ...props,
      entry: `requests/${name}`,
      requestFunction: name,
      description: requestFunctions[name],
      size: requestSizes[name],
      access: accessOfRoutes(deployedRoutes(props.stage).filter((route) => requestFunctionOf(route) === name)),
      environment: {
        ...environmentOf(props.claims),
        ...watchedMaxOf(name, props.stage),
        ...paymentsOf(name, props.stage),
      },
    });
    const { payments } = props.stage;
    if (name === 'operators') mayTell(made, props);
    if (name === 'payments' && payments !== undefined) mayReadSecret(made.role, payments.apiKeySecretArn);
    return made;
  }

  override grant(permission: GrantedPermission, grantee: IGrantable): Grant {
    return this.callers.grant(permission, grantee);
  }
}

/** Whoever tests an endpoint, or sends again, hands it to the queue. */
function mayTell({ function: made, role }: ServiceFunction, { news }: Surroundings): void {
  if (news === undefined) return;
  made.addEnvironment('NEWS_QUEUE_URL', news.queueUrl);
  role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [news.queueArn] }));
}

/** Without a provider its function says so. */
function paymentsOf(
  name: RequestFunction,
  { payments }: StageSettings,
): NonNullable<ServiceFunctionProps['environment']> {
  if (name !== 'payments' || payments === undefined) return {};
  return {
    STRIPE_API_KEY_ARN: payments.apiKeySecretArn,
    ...present({
      PAYMENTS_PROJECT: payments.project,
      CHECKOUT_RETURN_URL: payments.returnUrl,
      STRIPE_KEEPS_CARDS: payments.paysTopUps && 'true',
    }),
  };
}

function isListable(count: number): boolean {
  return Number.isInteger(count) && count >= 1 && count <= watchedAccountsMost;
}

function watchedMaxOf(
  name: RequestFunction,
  { watchedAccountsMax }: StageSettings,
): NonNullable<ServiceFunctionProps['environment']> {
  if (watchedAccountsMax !== undefined && !isListable(watchedAccountsMax))
    throw new RangeError(
      `watchedAccountsMax is ${watchedAccountsMax}: it must be a whole number from 1 to ${watchedAccountsMost}`,
    );
  return name === 'operators' && watchedAccountsMax !== undefined
    ? { WATCHED_ACCOUNTS_MAX: String(watchedAccountsMax) }
    : {};
}

function environmentOf({
  accounts,
  projects,
  operators,
  usualRole,
  person,
}: SessionClaims): NonNullable<ServiceFunctionProps['environment']> {
  const roles = operatorRoles.flatMap((role) =>
    operators?.[role] === undefined ? [] : [`${role}:${operators[role]}`],
  );
  return {
    ACCOUNTS_CLAIM: accounts,
    ...present({ PROJECTS_CLAIM: projects, USUAL_ROLE: usualRole, PERSON_CLAIM: person }),
    ...(operators && { OPERATORS_CLAIM: operators.claim, OPERATORS_GROUP: operators.group }),
    ...present({ OPERATORS_ROLES: roles.length === 0 ? undefined : roles.join(' ') }),
  };
}

function authorizerOf({ permission }: Route): IHttpRouteAuthorizer {
  return permission === 'anyone' ? new HttpNoneAuthorizer() : new HttpIamAuthorizer();
}
