import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { ApiMapping, type DomainName, type HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { Construct } from 'constructs';
import { isForPeople, type Route } from '../../shared/contract/routes/route.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { addRoutesBeside } from '../constructs/add-routes.ts';
import { ApiStage } from '../constructs/api-stage.ts';
import type { CreditsApi } from '../constructs/credits-api.ts';
import type { KeysApi } from '../constructs/keys-api.ts';
import type { PeopleApi } from '../constructs/people-api.ts';
import { deployedRoutes } from '../deployed-routes.ts';
import { pascalCase } from '../output-name.ts';
import { type StageProject, stageProjects } from '../stage-projects.ts';
import type { StageSettings } from '../stages.ts';

export interface ProjectsStackProps extends StackProps {
  readonly stage: StageSettings;
  readonly workloads: CreditsApi;
  /** Undefined where nobody sends a key. */
  readonly holders: KeysApi | undefined;
  /** Undefined where nobody looks on. */
  readonly people: PeopleApi | undefined;
}

/** An API that projects have addresses of. */
interface SharedApi {
  readonly kind: 'workloads' | 'keys' | 'people';
  readonly api: HttpApi;
  readonly domainName: DomainName | undefined;
  /** As it is called, where it has a name of its own. */
  readonly host: string | undefined;
  readonly routes: readonly Route[];
}

/**
 * The projects besides the default one. Each is a stage of every API, with its own address, throttle and log of requests: who may call it is
 * granted by that address, and the functions read whose project it is from there alone.
 */
export class ProjectsStack extends Stack {
  constructor(scope: Construct, id: string, { stage, workloads, holders, people, ...props }: ProjectsStackProps) {
    super(scope, id, props);
    const clocks = new Construct(this, 'clocks');
    addRoutesBeside(clocks, {
      api: workloads.api,
      routes: routeList.filter(({ part }) => part === 'projects'),
      functions: workloads.functions,
      authorizerOf: () => new HttpIamAuthorizer(),
    });
    const routes = deployedRoutes(stage).filter(({ part }) => part !== 'projects');
    const apis: readonly SharedApi[] = [
      { kind: 'workloads', api: workloads.api, domainName: workloads.domainName, host: stage.domain?.name, routes },
      ...(holders === undefined
        ? []
        : [
            {
              kind: 'keys',
              api: holders.api,
              domainName: holders.domainName,
              host: stage.keysDomain?.name,
              routes,
            } as const,
          ]),
      ...(people === undefined
        ? []
        : [
            {
              kind: 'people',
              api: people.api,
              domainName: undefined,
              host: undefined,
              routes: routes.filter(isForPeople),
            } as const,
          ]),
    ];
    for (const project of stageProjects(stage)) for (const each of apis) this.addAddress(stage, project, each);
  }

  private addAddress(
    stage: StageSettings,
    { name, throttle }: StageProject,
    { kind, api, domainName, host, routes }: SharedApi,
  ): void {
    const address = new ApiStage(this, `${name}-${kind}`, { api, stage, usual: throttle, project: name });
    address.throttle(routes, [api]);
    if (domainName !== undefined)
      new ApiMapping(address, 'mapping', { api, domainName, stage: address.stage, apiMappingKey: name });
    const value = host === undefined ? address.url : `https://${host}/${name}`;
    new CfnOutput(this, pascalCase(`${name}-${kind}-url`), { value });
  }
}
