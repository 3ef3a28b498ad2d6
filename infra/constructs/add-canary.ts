/**
 * New code gets a tenth of the requests for five minutes, then all of them; an alarm that rings meanwhile takes it back. What
 * answers requests has to answer one first.
 */
import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type Alias, CfnAlias, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { mayReadAlarms } from './may-read-alarms.ts';

export interface Canary {
  readonly alias: Alias;
  /** Names the deployment group among those of its stack. */
  readonly name: string;
  /** The function that tries its new code out when it is asked to, before any traffic: see `shared/runtime/trial.ts`. */
  readonly triesItself?: { readonly function: IFunction; readonly role: Role };
  /** Any of them that rings meanwhile takes the new code back. */
  readonly alarms: readonly IAlarm[];
}

export function addCanary(scope: Construct, { alias, name, alarms, triesItself }: Canary): void {
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
    deploymentGroupName: name,
    // Its own policy is all it needs; the construct would attach a managed one.
    role: role.withoutPolicyUpdates(),
    deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
    alarms: [...alarms],
  });
  group.node.addDependency(role);
  if (triesItself !== undefined) addTrial({ alias, name, group, application, role, triesItself });
}

/**
 * The library's own hook would let the function know its deployment group, which waits for its alarms, which wait for the
 * function. So the group is known by its name.
 */
function addTrial({ alias, name, group, application, role, triesItself }: Trial): void {
  const stack = Stack.of(alias);
  const groupArn = stack.formatArn({
    service: 'codedeploy',
    resource: 'deploymentgroup',
    resourceName: `${application.applicationName}/${name}`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  triesItself.role.addToPolicy(
    new PolicyStatement({ actions: ['codedeploy:PutLifecycleEventHookExecutionStatus'], resources: [groupArn] }),
  );
  role.addToPolicy(
    new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [triesItself.function.functionArn] }),
  );
  const resource = alias.node.defaultChild;
  if (!(resource instanceof CfnAlias)) throw new TypeError('an alias without its resource');
  resource.cfnOptions.updatePolicy = {
    codeDeployLambdaAliasUpdate: {
      applicationName: application.applicationName,
      // By its own reference, so that the alias waits for it.
      deploymentGroupName: group.deploymentGroupName,
      beforeAllowTrafficHook: triesItself.function.functionName,
    },
  };
}

interface Trial extends Required<Pick<Canary, 'alias' | 'name' | 'triesItself'>> {
  readonly group: LambdaDeploymentGroup;
  readonly application: LambdaApplication;
  readonly role: Role;
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
