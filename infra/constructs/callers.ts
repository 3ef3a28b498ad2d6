/**
 * Grants callers their routes. Each permission is a policy that any role can have, in whichever app it is made. A role of
 * another AWS account can't be given a policy here, and an HTTP API takes no policy of its own: it takes on a role of ours.
 */
import { CfnOutput, Duration, Stack, Token } from 'aws-cdk-lib';
import { CfnApi, type HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AccountPrincipal,
  ArnPrincipal,
  CompositePrincipal,
  Grant,
  type IGrantable,
  ManagedPolicy,
  PolicyStatement,
  Role,
} from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type GrantedPermission, grantedPermissions } from '../../shared/contract/routes/permission.ts';
import { pascalCase } from '../output-name.ts';
import { acknowledgeRoutes } from './acknowledge.ts';
import { invokePaths, routeArns } from './route-arns.ts';

export interface CallersProps {
  readonly api: HttpApi;
  readonly stageName: string;
}

/** Workloads of other AWS accounts. */
export interface OutsideCaller {
  /** Names the role that they take on, and the output: letters, digits and hyphens. */
  readonly name: string;
  /** The roles that may take it on, by ARN, or whole accounts by their twelve digits. */
  readonly trusted: readonly string[];
  readonly permissions: readonly GrantedPermission[];
  /** They must name it besides, where somebody calls on behalf of others. */
  readonly externalId?: string;
}

export class Callers extends Construct {
  private readonly api: HttpApi;
  private readonly stageName: string;
  private readonly policies: Readonly<Record<GrantedPermission, ManagedPolicy>>;
  /** The roles that foreign ones take on, by the foreign role's ARN. */
  private readonly takenOn = new Map<string, Role>();

  constructor(scope: Construct, id: string, { api, stageName }: CallersProps) {
    super(scope, id);
    this.api = api;
    this.stageName = stageName;
    this.policies = {
      read: this.policyOf('read'),
      charge: this.policyOf('charge'),
      lifecycle: this.policyOf('lifecycle'),
      'money-in': this.policyOf('money-in'),
      adjust: this.policyOf('adjust'),
      publish: this.policyOf('publish'),
      operate: this.policyOf('operate'),
    };
  }

  /** Permits a role of this account by a policy of its own, and one of another account by a role that it takes on. */
  grant(permission: GrantedPermission, grantee: IGrantable): Grant {
    const foreign = this.foreignRoleOf(grantee);
    if (foreign !== undefined) {
      foreign.addManagedPolicy(this.policies[permission]);
      return Grant.drop(foreign, 'it has the policy');
    }
    return Grant.addToPrincipal({
      grantee,
      actions: ['execute-api:Invoke'],
      resourceArns: [...routeArns(this, this.api.apiId, permission)],
    });
  }

  /** A role for workloads of other accounts, whose ARN is an output of the stack. */
  letIn({ name, trusted, permissions, externalId }: OutsideCaller): Role {
    const role = new Role(this, name, {
      description: `Credits (${this.stageName}): ${name} of another account may ${permissions.join(', ')}.`,
      assumedBy: new CompositePrincipal(
        ...trusted.map((each) => (/^\d{12}$/.test(each) ? new AccountPrincipal(each) : new ArnPrincipal(each))),
      ),
      ...(externalId === undefined ? {} : { externalIds: [externalId] }),
      maxSessionDuration: Duration.hours(12),
      managedPolicies: permissions.map((each) => this.policies[each]),
    });
    new CfnOutput(Stack.of(this), `${pascalCase(name)}RoleArn`, { value: role.roleArn });
    return role;
  }

  private foreignRoleOf({ grantPrincipal }: IGrantable): Role | undefined {
    const { principalAccount, policyFragment } = grantPrincipal;
    if (principalAccount === undefined || Token.isUnresolved(principalAccount)) return undefined;
    if (principalAccount === Stack.of(this).account) return undefined;
    const arn = policyFragment.principalJson['AWS']?.[0] ?? principalAccount;
    const known = this.takenOn.get(arn);
    if (known !== undefined) return known;
    const name = `outside-${arn.replace(/^arn:[^:]*:iam::|role\//g, '').replace(/[^A-Za-z0-9]+/g, '-')}`;
    const role = this.letIn({ name, trusted: [arn], permissions: [] });
    this.takenOn.set(arn, role);
    return role;
  }

  private apiLogicalId(): string {
    const resource = this.api.node.defaultChild;
    if (!(resource instanceof CfnApi)) throw new TypeError('an API without its resource');
    return Stack.of(this).getLogicalId(resource);
  }

  private policyOf(permission: GrantedPermission): ManagedPolicy {
    const policy = new ManagedPolicy(this, permission, {
      description: `Credits (${this.stageName}), ${permission}: ${grantedPermissions[permission]}`,
      statements: [
        new PolicyStatement({
          actions: ['execute-api:Invoke'],
          resources: [...routeArns(this, this.api.apiId, permission)],
        }),
      ],
    });
    acknowledgeRoutes(policy, this.apiLogicalId(), invokePaths(permission));
    new CfnOutput(Stack.of(this), `${pascalCase(permission)}PolicyArn`, { value: policy.managedPolicyArn });
    return policy;
  }
}
