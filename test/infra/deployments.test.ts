/** New code is asked whether it works before any traffic, and taken back by its alarms. */
import { expect, test } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { requestFunctions } from '../../shared/contract/routes/request-function.ts';
import { type Resource, rights, type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

function synthesized(): SynthesizedStack {
  return synthesize(stages.prod);
}

test('new code is taken back by its function’s errors, and by its internal errors, which Lambda takes for successes', () => {
  for (const [id, { Properties }] of synthesized().resources('AWS::CodeDeploy::DeploymentGroup')) {
    const isOfRequests = id.startsWith('api/');
    expect(Properties.AlarmConfiguration.Alarms.length, id).toBe(isOfRequests ? 2 : 1);
    expect(Properties.AutoRollbackConfiguration.Events, id).toContain('DEPLOYMENT_STOP_ON_ALARM');
  }
}, 60_000);

test('what answers requests is asked before any traffic whether it works, may say so, and nobody else is', () => {
  const prod = synthesized();
  const groups = new Map(
    prod
      .resources('AWS::CodeDeploy::DeploymentGroup')
      .map(([id, { Properties }]) => [id, Properties.DeploymentGroupName]),
  );
  const asked = prod
    .resources('AWS::Lambda::Alias')
    .filter(([, each]) => hookOf(each)?.BeforeAllowTrafficHook !== undefined);

  expect(asked.map(([id]) => /workloads([a-z]+)live/.exec(id)?.[1]).toSorted()).toEqual(
    Object.keys(requestFunctions).toSorted(),
  );
  for (const [id, alias] of asked) {
    const { BeforeAllowTrafficHook, DeploymentGroupName } = hookOf(alias);
    // The function as it is deployed: its own new code.
    expect(BeforeAllowTrafficHook, id).toEqual(alias.Properties.FunctionName);
    const role = JSON.stringify(
      rights(prod).find((each) => each.id.startsWith(`api/workloads${nameIn(id)}role`))?.statements,
    );
    expect(role, id).toContain('codedeploy:PutLifecycleEventHookExecutionStatus');
    expect(role, id).toContain(`/${groups.get(`api/${DeploymentGroupName.Ref}`)}`);
    const deploying = JSON.stringify(
      rights(prod).find((each) => each.id.startsWith('api/deploymentsrole'))?.statements,
    );
    expect(deploying, id).toContain(JSON.stringify(BeforeAllowTrafficHook.Ref));
  }
}, 60_000);

function hookOf({ UpdatePolicy }: Resource): Resource['Properties'] {
  return UpdatePolicy?.CodeDeployLambdaAliasUpdate;
}

function nameIn(id: string): string {
  return /workloads([a-z]+)live/.exec(id)?.[1] ?? '';
}
