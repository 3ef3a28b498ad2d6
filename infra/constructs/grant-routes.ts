import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { GrantedPermission } from '../../shared/contract/routes/permission.ts';
import { routeArns } from './route-arns.ts';

export interface GrantedRoutes {
  /** A construct of the API's account and Region. */
  readonly scope: IConstruct;
  readonly apiId: string;
  readonly permission: GrantedPermission;
  readonly grantee: IGrantable;
  /** The default one when left out. */
  readonly project?: string;
}

/** Writes a permission into a policy of whoever is granted it, under the conditions of that principal. Who has no policy is refused. */
export function grantRoutes({ scope, grantee, ...permitted }: GrantedRoutes): Grant {
  const { permission } = permitted;
  const { conditions } = grantee.grantPrincipal.policyFragment;
  const grant = Grant.addToPrincipal({
    grantee,
    actions: ['execute-api:Invoke'],
    resourceArns: [...routeArns(scope, permitted)],
    conditions: Object.fromEntries(Object.entries(conditions).map(([operator, keys]) => [operator, Object(keys)])),
  });
  if (grant.success) return grant;
  throw new TypeError(`${permission} can't be granted to ${grantee.grantPrincipal}: it has no policy to write that in`);
}
