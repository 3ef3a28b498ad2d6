/**
 * Grants callers their routes. Each permission is a policy that any role can have, in whichever app it is made. A role of
 * another AWS account can't be given a policy here, and an HTTP API takes no policy of its own: it takes on a role of ours.
 */
import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AccountPrincipal,
  ArnPrincipal,
  CompositePrincipal,
  Grant,
  type IGrantable,
  type IPrincipal,
  ManagedPolicy,
  PolicyStatement,
  Role,
} from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type GrantedPermission, grantedPermissions } from '../../shared/contract/routes/permission.ts';
import { pascalCase } from '../output-name.ts';
import { acknowledgeStar } from './acknowledge.ts';
import { grantRoutes } from './grant-routes.ts';
import { type OutsidePrincipal, outsideOf } from './outside-principal.ts';
import { routeArns } from './route-arns.ts';

export interface CallersProps {
  readonly api: HttpApi;
  readonly stageName: string;
  /** False where the routes of endpoints aren't there: nobody can be permitted them. */
  readonly hasNews: boolean;
}

/** Workloads of other AWS accounts. */
export interface OutsideCaller {
  /** Names the role that they take on, and the output: letters, digits and hyphens. */
  readonly name: string;
  /** The roles that may take it on, by ARN, or whole accounts by their twelve digits. */
  readonly trusted: readonly [string, ...string[]];
  readonly permissions: readonly [GrantedPermission, ...GrantedPermission[]];
  /** The project that they may call: the default one when left out, and no other. */
  readonly project?: string;
  /** They must name it besides, where somebody calls on behalf of others. */
  readonly externalId?: string;
}

interface TakenOnRole {
  readonly name: string;
  readonly description: string;
  readonly assumedBy: IPrincipal;
  readonly externalId?: string | undefined;
}

export class Callers extends Construct {
  private readonly api: HttpApi;
  private readonly stageName: string;
  private readonly policies: Readonly<Record<GrantedPermission, ManagedPolicy | undefined>>;
  /** The roles that principals of other accounts take on, by the name that each was given. */
  private readonly takenOn = new Map<string, Role>();

  constructor(scope: Construct, id: string, { api, stageName, hasNews }: CallersProps) {
    super(scope, id);
    this.api = api;
    this.stageName = stageName;
    this.policies = {
      read: this.policyOf('read'),
      charge: this.policyOf('charge'),
      lifecycle: this.policyOf('lifecycle'),
      'money-in': this.policyOf('money-in'),
      checkout: this.policyOf('checkout'),
      adjust: this.policyOf('adjust'),
      publish: this.policyOf('publish'),
      operate: this.policyOf('operate'),
      news: hasNews ? this.policyOf('news') : undefined,
      keys: this.policyOf('keys'),
    };
  }

  /**
   * Permits a role of this account by a policy of its own, and one of another account by a role that it takes on. Conditions
   * of the principal hold there as they hold here. What can't be permitted throws: it would be refused by every request.
   */
  grant(permission: GrantedPermission, grantee: IGrantable): Grant {
    this.policyFor(permission);
    const outside = outsideOf(grantee, Stack.of(this));
    if (outside !== undefined) return this.grantTakenOn(permission, this.roleFor(outside));
    return grantRoutes({ scope: this, apiId: this.api.apiId, permission, grantee });
  }

  /** A role for workloads of other accounts, whose ARN is an output of the stack. */
  letIn({ name, trusted, permissions, project, externalId }: OutsideCaller): void {
    const role = this.addRole({
      name,
      description: `Credits (${this.stageName}): ${name} of another account may ${permissions.join(', ')}.`,
      assumedBy: new CompositePrincipal(
        ...trusted.map((each) => (/^\d{12}$/.test(each) ? new AccountPrincipal(each) : new ArnPrincipal(each))),
      ),
      externalId,
    });
    for (const each of permissions) {
      if (project === undefined) role.addManagedPolicy(this.policyFor(each));
      else this.permitIn(project, each, role);
    }
  }

  /** Policies that any role can have are of the default project: of another, it stands in the role's own. */
  private permitIn(project: string, permission: GrantedPermission, role: Role): void {
    const { apiId } = this.api;
    for (const arn of routeArns(this, { apiId, permission, project })) acknowledgeStar(role, arn, 'routes');
    grantRoutes({ scope: this, apiId, permission, project, grantee: role });
  }

  private addRole({ name, description, assumedBy, externalId }: TakenOnRole): Role {
    const role = new Role(this, name, {
      description,
      assumedBy,
      ...(externalId === undefined ? {} : { externalIds: [externalId] }),
      maxSessionDuration: Duration.hours(12),
    });
    new CfnOutput(Stack.of(this), `${pascalCase(name)}RoleArn`, { value: role.roleArn });
    return role;
  }

  private roleFor({ name, principal }: OutsidePrincipal): Role {
    const known = this.takenOn.get(name);
    if (known !== undefined) return known;
    const description = `Credits (${this.stageName}): a workload of another account takes it on for what it is granted.`;
    const role = this.addRole({ name, description, assumedBy: principal });
    this.takenOn.set(name, role);
    return role;
  }

  /** The library knows policies of whoever asks and of what is asked for; the policy of the role in between is told as the latter. */
  private grantTakenOn(permission: GrantedPermission, role: Role): Grant {
    const statement = this.statementOf(permission);
    const policy = this.policyFor(permission);
    return Grant.addStatementToResourcePolicy({
      grantee: role,
      actions: statement.actions,
      resourceArns: statement.resources,
      statement,
      resource: {
        env: role.env,
        addToResourcePolicy: () => {
          role.addManagedPolicy(policy);
          return { statementAdded: true, policyDependable: role };
        },
      },
    });
  }

  private policyFor(permission: GrantedPermission): ManagedPolicy {
    const policy = this.policies[permission];
    if (policy === undefined)
      throw new RangeError(`${permission} can't be granted: the stage asks for no ${permission}`);
    return policy;
  }

  private statementOf(permission: GrantedPermission): PolicyStatement {
    const resources = [...routeArns(this, { apiId: this.api.apiId, permission })];
    return new PolicyStatement({ actions: ['execute-api:Invoke'], resources });
  }

  private policyOf(permission: GrantedPermission): ManagedPolicy {
    const policy = new ManagedPolicy(this, permission, {
      description: `Credits (${this.stageName}), ${permission}: ${grantedPermissions[permission]}`,
      statements: [this.statementOf(permission)],
    });
    for (const arn of routeArns(this, { apiId: this.api.apiId, permission })) acknowledgeStar(policy, arn, 'routes');
    new CfnOutput(Stack.of(this), `${pascalCase(permission)}PolicyArn`, { value: policy.managedPolicyArn });
    return policy;
  }
}
