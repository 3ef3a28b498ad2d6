/** The routes of a permission as IAM names them: each is a resource of its own. */
import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { intakeRouteList } from '../../shared/contract/routes/intake.ts';
import { type GrantedPermission, isPermitted } from '../../shared/contract/routes/permission.ts';
import type { Route } from '../../shared/contract/routes/route.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';

// A route as `execute-api:Invoke` names it, within its API: `$default/POST/accounts/*/debits`. A project is a stage of the API.
export function invokePath({ method, path }: Pick<Route, 'method' | 'path'>, stageName = '$default'): string {
  return `${stageName}/${method}${path.replace(/\{\w+\}/g, '*')}`;
}

export interface PermittedRoutes {
  readonly apiId: string;
  readonly permission: GrantedPermission;
  /** The default one when left out. */
  readonly project?: string;
}

export function routeArns(scope: IConstruct, { apiId, permission, project }: PermittedRoutes): readonly string[] {
  return invokePaths(permission, project).map((path) =>
    Stack.of(scope).formatArn({ service: 'execute-api', resource: apiId, resourceName: path }),
  );
}

/** The paths that a permission names. The contract itself needs none. */
export function invokePaths(permission: GrantedPermission, project?: string): readonly string[] {
  return [...routeList, ...intakeRouteList]
    .filter((route) => route.permission !== 'anyone' && isPermitted(route, [permission]))
    .map((route) => invokePath(route, project))
    .toSorted();
}
