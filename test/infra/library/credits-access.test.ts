/** Grants by a deployed API's id, in a stack that is not of its stage. */
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AccountPrincipal, type IGrantable, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { invokePaths } from '../../../infra/constructs/route-arns.ts';
import { CreditsAccess } from '../../../infra/library/index.ts';
import { type GrantedPermission, grantedPermissions } from '../../../shared/contract/routes/permission.ts';

const env = { account: '111111111111', region: 'eu-west-1' };
const permissions = Object.keys(grantedPermissions) as readonly GrantedPermission[];

test.each(permissions)('a role that is granted %s may call its routes of that API, and no other', (permission) => {
  const { stack, access, role } = elsewhere();

  access.grant(permission, role);

  const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  const [statement] = policy?.['Properties'].PolicyDocument.Statement ?? [];
  expect(statement.Action).toBe('execute-api:Invoke');
  const paths = [statement.Resource].flat().map((arn) => /a1b2c3d4e5\/([^"]+)"/.exec(JSON.stringify(arn))?.[1]);
  expect(paths.toSorted()).toEqual(invokePaths(permission));
});

test('the stars in it are acknowledged, and no other finding is', () => {
  const { app, access, role } = elsewhere();

  access.grantCharge(role);

  expect(new AwsSolutionsChecks(app).validateScope(app).violations).toEqual([]);
});

test('its address is that of the API', () => {
  expect(elsewhere().access.url).toMatch(/^https:\/\/a1b2c3d4e5\.execute-api\.eu-west-1\./);
});

test.each<[string, (stack: Stack) => IGrantable, RegExp]>([
  [
    'a role of another account',
    (stack) => Role.fromRoleArn(stack, 'theirs', 'arn:aws:iam::222222222222:role/billing'),
    /is of another account: name it in callers/,
  ],
  ['a whole account', () => new AccountPrincipal(env.account), /charge can't be granted to/],
  ['a service', () => new ServicePrincipal('lambda.amazonaws.com'), /charge can't be granted to/],
])('granting to %s is refused, for nothing would come of it', (_what, make, message) => {
  const { stack, access } = elsewhere();

  expect(() => access.grantCharge(make(stack))).toThrow(message);
});

function elsewhere(): {
  readonly app: App;
  readonly stack: Stack;
  readonly access: CreditsAccess;
  readonly role: Role;
} {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'assistant', { env });
  const access = new CreditsAccess(stack, 'credits', { apiId: 'a1b2c3d4e5' });
  const role = new Role(stack, 'role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  return { app, stack, access, role };
}
