/** The routes of a permission as IAM names them: each is a resource of its own. */
import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { intakeRouteList } from '../../shared/contract/routes/intake.ts';
import { type GrantedPermission, isPermitted } from '../../shared/contract/routes/permission.ts';
import type { Route } from '../../shared/contract/routes/route.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';

// A route as `execute-api:Invoke` names it, within its API: `$default/POST/accounts/*/debits`.
export function invokePath({ method, path }: Pick<Route, 'method' | 'path'>): string {
  return `$default/${method}${path.replace(/\{\w+\}/g, '*')}`;
}

export function routeArns(scope: IConstruct, apiId: string, permission: GrantedPermission): readonly string[] {
  return invokePaths(permission).map((path) =>
    Stack.of(scope).formatArn({ service: 'execute-api', resource: apiId, resourceName: path }),
  );
}

/** The paths that a permission names. The contract itself needs none. */
export function invokePaths(permission: GrantedPermission): readonly string[] {
  return [...routeList, ...intakeRouteList]
    .filter((route) => route.permission !== 'anyone' && isPermitted(route, [permission]))
    .map(invokePath)
    .toSorted();
}
