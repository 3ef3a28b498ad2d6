/** How workloads get their permissions without this app: by policies of this account, by roles for other accounts. */
import { beforeAll, expect, test } from 'vitest';
import { invokePaths } from '../../infra/constructs/route-arns.ts';
import { type StageSettings, stages } from '../../infra/stages.ts';
import { grantedPermissions, isGrantedPermission } from '../../shared/contract/routes/permission.ts';
import { pathsIn, policiesOf } from '../support/documents/permission-policies.ts';
import { type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

const permissions = Object.keys(grantedPermissions).filter(isGrantedPermission);
const billing = 'arn:aws:iam::222222222222:role/billing';
const withCallers: StageSettings = {
  ...stages.dev,
  news: {},
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
  expect(policiesOf(first.ManagedPolicyArns, outside.service)).toEqual(['money-in', 'lifecycle']);
  expect(policiesOf(second.ManagedPolicyArns, outside.service)).toEqual(['charge']);
  expect(Object.keys(outside.templates['api']?.findOutputs('*RoleArn') ?? {})).toEqual([]);
  const { BillingRoleArn, MeteringRoleArn } = outside.templates['api']?.toJSON()['Outputs'] ?? {};
  expect([BillingRoleArn, MeteringRoleArn].every((output) => output?.Value['Fn::GetAtt'])).toBe(true);
});
