/** The rights to call routes, by the route table: each route is a resource of its own, and a caller gets those of one permission. */
import { Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { Permission, Route } from '../../shared/contract/routes/route.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';

/** The permissions that a caller can be granted. The contract itself is anyone's. */
export type GrantedPermission = Exclude<Permission, 'anyone'>;

// A route as `execute-api:Invoke` names it, within its API: `$default/POST/accounts/*/debits`.
export function invokePath({ method, path }: Route): string {
  return `$default/${method}${path.replace(/\{\w+\}/g, '*')}`;
}

export function grantRoutes(
  scope: IConstruct,
  {
    apiId,
    permission,
    grantee,
  }: { readonly apiId: string; readonly permission: GrantedPermission; readonly grantee: IGrantable },
): Grant {
  return Grant.addToPrincipal({
    grantee,
    actions: ['execute-api:Invoke'],
    resourceArns: routeList
      .filter((route) => route.permission === permission)
      .map((route) =>
        Stack.of(scope).formatArn({ service: 'execute-api', resource: apiId, resourceName: invokePath(route) }),
      ),
  });
}
