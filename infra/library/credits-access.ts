import { Stack } from 'aws-cdk-lib';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { GrantedPermission } from '../../shared/contract/routes/permission.ts';
import { present } from '../../shared/domain/present.ts';
import { acknowledgeStar } from '../constructs/acknowledge.ts';
import { grantRoutes } from '../constructs/grant-routes.ts';
import { Grants } from '../constructs/grants.ts';
import { outsideOf } from '../constructs/outside-principal.ts';
import { type PermittedRoutes, routeArns } from '../constructs/route-arns.ts';

export interface CreditsAccessProps {
  /** The first label of the address in the output `ApiUrl`, or in API Gateway: `a1b2c3d4e5`. */
  readonly apiId: string;
  /** The project that roles are granted: the default one when left out. Each is granted by itself. */
  readonly project?: string;
}

/**
 * A deployed API by its id, for stacks that are not of its stage: they grant their own roles what these may call. The stack must be of the
 * API's account and Region; roles of other accounts take on a role of the stage (`callers`).
 */
export class CreditsAccess extends Grants {
  /** The API's generated address, which is closed where the API has a name of its own. */
  readonly url: string;
  private readonly permitted: Pick<PermittedRoutes, 'apiId' | 'project'>;

  constructor(scope: Construct, id: string, { apiId, project }: CreditsAccessProps) {
    super(scope, id);
    this.permitted = { apiId, ...present({ project }) };
    const { region, urlSuffix } = Stack.of(this);
    this.url = `https://${apiId}.execute-api.${region}.${urlSuffix}${project === undefined ? '' : `/${project}`}`;
  }

  override grant(permission: GrantedPermission, grantee: IGrantable): Grant {
    if (outsideOf(grantee, Stack.of(this)) !== undefined)
      throw new TypeError(`${grantee.grantPrincipal} is of another account: name it in callers of the stage`);
    const { grantPrincipal } = grantee;
    if (Construct.isConstruct(grantPrincipal))
      for (const arn of routeArns(this, { ...this.permitted, permission }))
        acknowledgeStar(grantPrincipal, arn, 'routes');
    return grantRoutes({ scope: this, ...this.permitted, permission, grantee });
  }
}
