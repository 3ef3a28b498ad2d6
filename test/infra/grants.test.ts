/** How a workload of the same CDK app gets its permissions, in the stage's account and in another one. */
import { PhysicalName, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  AccountPrincipal,
  AnyPrincipal,
  ArnPrincipal,
  CompositePrincipal,
  type IGrantable,
  PrincipalWithConditions,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { expect, test } from 'vitest';
import { invokePaths } from '../../infra/constructs/route-arns.ts';
import { grantedPermissions, isGrantedPermission } from '../../shared/contract/routes/permission.ts';
import { grantedTo, rolesFor } from '../support/documents/granted-stage.ts';
import { pathsIn, policiesOf } from '../support/documents/permission-policies.ts';

const permissions = Object.keys(grantedPermissions).filter(isGrantedPermission);
const billing = 'arn:aws:iam::222222222222:role/billing';
const env = { account: '111111111111', region: 'eu-west-1' };

test.each(permissions)('granting %s gives a role of this account a policy of exactly its routes', (permission) => {
  const { caller } = grantedTo(
    permission,
    (scope) => new Role(scope, 'role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
  );
  const policies = Object.values(Template.fromStack(caller).findResources('AWS::IAM::Policy'));

  expect(policies.flatMap((policy) => pathsIn(policy['Properties'].PolicyDocument.Statement))).toEqual(
    invokePaths(permission),
  );
});

test('granting to a role of another account makes one here that it takes on, once for all that it is granted', () => {
  const { stage, caller, granted } = grantedTo('charge', (scope) => Role.fromRoleArn(scope, 'role', billing), {
    also: 'read',
    env,
  });

  expect(rolesFor(stage, billing).map((role) => policiesOf(role.ManagedPolicyArns, stage))).toEqual([
    ['charge', 'read'],
  ]);
  expect(rolesFor(stage, billing)[0]?.Description).toContain('for what it is granted');
  expect(Object.keys(Template.fromStack(stage.api).toJSON()['Outputs'])).toContain('Outside222222222222BillingRoleArn');
  // There it would be a policy of a role that isn't there.
  expect(Template.fromStack(caller).findResources('AWS::IAM::Policy')).toEqual({});
  expect(granted.success).toBe(true);
});

test.each<[string, (scope: Stack) => IGrantable]>([
  ['a role by its ARN', (scope) => Role.fromRoleArn(scope, 'role', 'arn:aws:iam::111111111111:role/metering')],
  ['a role by its name', (scope) => Role.fromRoleName(scope, 'role', 'metering')],
])('%s of the stage’s own account gets a policy, and no role to take on', (_what, make) => {
  const { stage, caller } = grantedTo('charge', make, { env });

  expect(rolesFor(stage, 'metering')).toEqual([]);
  const [policy] = Object.values(Template.fromStack(caller).findResources('AWS::IAM::Policy'));
  expect(policy?.['Properties'].Roles).toEqual(['metering']);
});

test('a role that the app makes in another account takes one on by the name that it will have', () => {
  const make = (scope: Stack): IGrantable => {
    const theirs = new Stack(scope.node.scope ?? scope, 'theirs', { env: { ...env, account: '222222222222' } });
    return new Role(theirs, 'role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      roleName: PhysicalName.GENERATE_IF_NEEDED,
    });
  };
  const names = [0, 1].map(() => {
    const { stage } = grantedTo('charge', make, { env });
    const [role] = rolesFor(stage, ':iam::222222222222:role/');
    expect(policiesOf(role?.ManagedPolicyArns ?? [], stage)).toEqual(['charge']);
    return Object.keys(Template.fromStack(stage.api).toJSON()['Outputs']).filter((name) => name.startsWith('Outside'));
  });

  expect(names[0]).toEqual([expect.not.stringContaining('TOKEN')]);
  expect(names[1]).toEqual(names[0]);
});

const fromOffice = { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } };

test('conditions of a principal hold for what it is granted, here and in another account', () => {
  const service = new ServicePrincipal('lambda.amazonaws.com');
  const make = (scope: Stack): IGrantable =>
    new PrincipalWithConditions(new Role(scope, 'role', { assumedBy: service }), fromOffice);
  const own = grantedTo('charge', make);
  const theirs = grantedTo('charge', () => new ArnPrincipal(billing).withConditions(fromOffice), { env });

  const [policy] = Object.values(Template.fromStack(own.caller).findResources('AWS::IAM::Policy'));
  expect(policy?.['Properties'].PolicyDocument.Statement[0].Condition).toEqual(fromOffice);
  const [role] = rolesFor(theirs.stage, billing);
  expect(role?.AssumeRolePolicyDocument.Statement[0]?.Condition).toEqual(fromOffice);
});

test.each<[string, (scope: Stack) => IGrantable]>([
  ['a service', () => new ServicePrincipal('lambda.amazonaws.com')],
  ['its own account', () => new AccountPrincipal('111111111111')],
  ['an ARN of its own account that is no role of the app', () => new ArnPrincipal('arn:aws:iam::111111111111:role/x')],
  ['anybody', () => new AnyPrincipal()],
  ['several at once', () => new CompositePrincipal(new ArnPrincipal(billing), new AccountPrincipal('333333333333'))],
])('granting to %s is refused, for nothing would come of it', (_what, make) => {
  expect(() => grantedTo('charge', make, { env })).toThrow(/charge can't be granted to/);
});

test('granting by an ARN is refused where nobody knows whose account that is', () => {
  const make = (scope: Stack): IGrantable => Role.fromRoleArn(scope, 'role', billing);

  expect(() => grantedTo('charge', make)).toThrow(/give it an env, or name the caller/);
});
