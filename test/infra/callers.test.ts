/** How a workload gets its permissions: in this app, in this account, in another one. */
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type IGrantable, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { beforeAll, expect, test } from 'vitest';
import { stubPage } from '../../infra/build-page.ts';
import { stubCode } from '../../infra/bundle-functions.ts';
import { invokePaths } from '../../infra/constructs/route-arns.ts';
import { CreditsStage } from '../../infra/credits-stage.ts';
import { type StageSettings, stages } from '../../infra/stages.ts';
import {
  type GrantedPermission,
  grantedPermissions,
  isGrantedPermission,
} from '../../shared/contract/routes/permission.ts';
import { asList, type Statement, type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

const permissions = Object.keys(grantedPermissions).filter(isGrantedPermission);
const billing = 'arn:aws:iam::222222222222:role/billing';
const withCallers: StageSettings = {
  ...stages.dev,
  callers: [
    { name: 'billing', trusted: [billing], permissions: ['money-in', 'lifecycle'], externalId: 'credits-of-billing' },
    { name: 'metering', trusted: ['333333333333'], permissions: ['charge'] },
  ],
};

let outside: SynthesizedStack;
beforeAll(() => {
  outside = synthesize(withCallers);
}, 120_000);

test('each permission is a managed policy of its routes alone, whose ARN is an output', () => {
  const policies = outside.resources('AWS::IAM::ManagedPolicy').map(([id, { Properties }]) => ({ id, Properties }));
  const outputs = Object.keys(outside.templates['api']?.findOutputs('*') ?? {});

  expect(policies.length).toBe(permissions.length);
  for (const permission of permissions) {
    const policy = policies.find(({ Properties }) => Properties.Description.includes(`, ${permission}:`));
    expect(pathsIn(policy?.Properties.PolicyDocument.Statement), permission).toEqual(invokePaths(permission));
    expect(policy?.Properties.PolicyDocument.Statement[0].Action).toBe('execute-api:Invoke');
    // IAM takes 6,144 characters.
    expect(JSON.stringify(policy?.Properties.PolicyDocument).length).toBeLessThan(6_144);
  }
  expect(outputs).toEqual(
    expect.arrayContaining([
      'ReadPolicyArn',
      'ChargePolicyArn',
      'LifecyclePolicyArn',
      'MoneyInPolicyArn',
      'AdjustPolicyArn',
      'PublishPolicyArn',
      'OperatePolicyArn',
    ]),
  );
  expect(outside.findings).toEqual([]);
});

test('a stage lets in workloads of other accounts by a role that those alone may take on, and no other may do more', () => {
  const roles = outside
    .resources('AWS::IAM::Role')
    .filter(([, { Properties }]) => Properties.Description?.startsWith('Credits'));
  const [first, second] = roles.map(([, { Properties }]) => Properties);
  const trust = JSON.stringify(first.AssumeRolePolicyDocument);

  expect(roles.length).toBe(2);
  expect(trust).toContain(billing);
  expect(trust).toContain('"StringEquals":{"sts:ExternalId":"credits-of-billing"}');
  expect(JSON.stringify(second.AssumeRolePolicyDocument)).toContain('333333333333:root');
  expect(policiesOf(first.ManagedPolicyArns)).toEqual(['money-in', 'lifecycle']);
  expect(policiesOf(second.ManagedPolicyArns)).toEqual(['charge']);
  expect(Object.keys(outside.templates['api']?.findOutputs('*RoleArn') ?? {})).toEqual([]);
  const { BillingRoleArn, MeteringRoleArn } = outside.templates['api']?.toJSON()['Outputs'] ?? {};
  expect([BillingRoleArn, MeteringRoleArn].every((output) => output?.Value['Fn::GetAtt'])).toBe(true);
});

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
  const { stage, caller } = grantedTo('charge', (scope) => Role.fromRoleArn(scope, 'role', billing), 'read');
  const template = Template.fromStack(stage.api);
  const roles = Object.values(template.findResources('AWS::IAM::Role')).filter((role) =>
    JSON.stringify(role['Properties'].AssumeRolePolicyDocument).includes(billing),
  );

  expect(roles.length).toBe(1);
  const policies = template.findResources('AWS::IAM::ManagedPolicy');
  expect(
    roles[0]?.['Properties'].ManagedPolicyArns.map(({ Ref }: { readonly Ref: string }) => permissionOf(policies[Ref])),
  ).toEqual(['charge', 'read']);
  expect(Object.keys(template.toJSON()['Outputs'])).toContain('Outside222222222222BillingRoleArn');
  // There it would be a policy of a role that isn't there.
  expect(Template.fromStack(caller).findResources('AWS::IAM::Policy')).toEqual({});
});

function grantedTo(
  permission: GrantedPermission,
  make: (scope: Stack) => IGrantable,
  also?: GrantedPermission,
): { readonly stage: CreditsStage; readonly caller: Stack } {
  const settings = { stage: stages.dev, codeOf: stubCode, page: stubPage, isLocal: true };
  const stage = new CreditsStage(new App({ analyticsReporting: false }), 'credits', settings);
  const { workloads } = stage.api;
  const caller = new Stack(stage, 'caller');
  const grantee = make(caller);
  const grants = {
    read: () => workloads.grantRead(grantee),
    charge: () => workloads.grantCharge(grantee),
    lifecycle: () => workloads.grantLifecycle(grantee),
    'money-in': () => workloads.grantMoneyIn(grantee),
    adjust: () => workloads.grantAdjust(grantee),
    publish: () => workloads.grantPublish(grantee),
    operate: () => workloads.grantOperate(grantee),
  } satisfies Record<GrantedPermission, () => unknown>;
  grants[permission]();
  if (also !== undefined) grants[also]();
  return { stage, caller };
}

/** Stage, method and path of each resource that statements name. */
function pathsIn(statements: readonly Statement[] = []): readonly string[] {
  const arns = statements.flatMap(({ Resource }) => asList(Resource));
  return arns.map((arn) => String(Object(arn)['Fn::Join'][1].at(-1)).slice(1));
}

/** The permissions of these policies, by their logical ids. */
function policiesOf(arns: readonly { readonly Ref: string }[]): readonly string[] {
  const policies = outside.templates['api']?.findResources('AWS::IAM::ManagedPolicy') ?? {};
  return arns.map(({ Ref }) => permissionOf(policies[Ref]));
}

function permissionOf(policy: Readonly<Record<string, unknown>> | undefined): string {
  return /, ([a-z-]+):/.exec(JSON.stringify(policy?.['Properties']))?.[1] ?? '';
}
