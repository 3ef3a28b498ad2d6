/** The settings of projects in a stage, and grants of one project. */
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { expect, test } from 'vitest';
import { CreditsAccess } from '../../infra/library/index.ts';
import { stages } from '../../infra/stages.ts';
import { asList, ownFunctions, synthesize } from '../support/documents/templates.ts';

test('a role of this account is granted a project by its name', () => {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'assistant', { env: { account: '111111111111', region: 'eu-west-1' } });
  const role = new Role(stack, 'role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  const access = new CreditsAccess(stack, 'credits', { apiId: 'a1b2c3d4e5', project: 'acme-test' });
  access.grantCharge(role);

  const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  const arns = asList(policy?.['Properties'].PolicyDocument.Statement[0].Resource);
  for (const arn of arns) expect(JSON.stringify(arn)).toContain('a1b2c3d4e5/acme-test/');
  expect(access.url).toMatch(/amazonaws\.com\/acme-test$|\/acme-test$/);
});

test.each([
  ['Acme', /is no project’s name/],
  ['-acme', /is no project’s name/],
  ['a'.repeat(32), /is no project’s name/],
  ['default', /begins with it already/],
  ['accounts', /begins with it already/],
])('the name %s is refused', (name, message) => {
  expect(() => synthesize({ ...stages.dev, projects: { [name]: { mode: 'test' } } })).toThrow(message);
});

test('payments are of a project that there is', () => {
  const payments = {
    provider: 'stripe',
    mode: 'test',
    apiKeySecretArn: 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:key-AbCdEf',
    webhookSecretArn: 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:hook-AbCdEf',
    paysTopUps: true,
  } as const;
  expect(() => synthesize({ ...stages.dev, payments: { ...payments, project: 'nobody' } })).toThrow(
    'payments.project: there is no project nobody',
  );
  const paid = synthesize({
    ...stages.dev,
    projects: { trial: { mode: 'test' } },
    payments: { ...payments, project: 'trial' },
  });
  const rule = paid.resources('AWS::Events::Rule').map(([, { Properties }]) => Properties.EventPattern);
  expect(rule).toContainEqual({ source: ['credits.trial'], 'detail-type': ['TopUpRequested'] });
  const told = ownFunctions(paid).filter(([, { Properties }]) => Properties.Environment.Variables.PAYMENTS_PROJECT);
  expect(told.length).toBe(3);
}, 120_000);
