/** New code gets a tenth of the requests for five minutes, then all of them; an alarm that rings meanwhile takes it back. */
import { Stack } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { mayReadAlarms } from './may-read-alarms.ts';

export interface Canary {
  readonly alias: Alias;
  /** Any of them that rings meanwhile takes the new code back. */
  readonly alarms: readonly IAlarm[];
}

export function addCanary(scope: Construct, { alias, alarms }: Canary): void {
  const { application, role } = deployments(Stack.of(scope));
  // Named by what it is made of: the alias itself is updated through its deployment group, which waits for this policy.
  const aliasArn = `${alias.version.lambda.functionArn}:${alias.aliasName}`;
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['lambda:GetAlias', 'lambda:UpdateAlias', 'lambda:GetProvisionedConcurrencyConfig'],
      resources: [aliasArn],
    }),
  );
  const group = new LambdaDeploymentGroup(scope, 'deployment', {
    alias,
    application,
    // Its own policy is all it needs; the construct would attach a managed one.
    role: role.withoutPolicyUpdates(),
    deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
    alarms: [...alarms],
  });
  group.node.addDependency(role);
}

/** The deployment group that the canaries of one stack share. */
class Deployments extends Construct {
  readonly application = new LambdaApplication(this, 'application');
  readonly role = new Role(this, 'role', { assumedBy: new ServicePrincipal('codedeploy.amazonaws.com') });

  constructor(stack: Stack) {
    super(stack, deploymentsId);
    mayReadAlarms(this.role);
  }
}

const deploymentsId = 'deployments';

function deployments(stack: Stack): Deployments {
  const existing = stack.node.tryFindChild(deploymentsId);
  return existing instanceof Deployments ? existing : new Deployments(stack);
}
