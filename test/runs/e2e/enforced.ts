/** With authorization enforced: a workload reaches the routes that it was granted, and a function the partitions that it needs. */
import { deepStrictEqual, equal, ok } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyProject } from './copy.ts';
import type { Deployer, Outputs } from './deployment.ts';
import { createUser } from './iam.ts';
import { type Service, send } from './journey.ts';
import { callFromOutside, letThemIn } from './outside.ts';
import type { Recorder } from './record.ts';

/** A workload of its own user, which was attached the policies of four permissions that the stack names, and nothing else. */
export async function asWorkload(service: Service, { policies }: Outputs): Promise<Service> {
  const granted = [policies.ChargePolicyArn, policies.ReadPolicyArn, policies.LifecyclePolicyArn];
  const keys = await createUser(service, { name: 'workload', policies: [...granted, policies.MoneyInPolicyArn] });
  return { ...service, keys };
}

export async function refusals(workload: Service, { step }: Recorder): Promise<void> {
  await step('A workload that may charge, read, open and tell of payments asks for more', async () => {
    const status = async (method: string, path: string, body?: unknown): Promise<number> =>
      (await send(workload, method, path, { key: `${method} ${path}`, body })).status;
    const adjustment = { credits: 50, reason: 'because', actor: 'workload' };
    deepStrictEqual(
      [
        await status('GET', '/accounts/acme'),
        await status('POST', '/accounts/acme/adjustments', adjustment),
        await status('PUT', '/plans/mine', { credits: 1 }),
        await status('PUT', '/rate-cards/mine', { prices: [] }),
      ],
      [200, 403, 403, 403],
    );
    const forged = { ...workload, keys: { ...workload.keys, secretAccessKey: 'another' } };
    equal((await send(forged, 'GET', '/accounts/acme')).status, 403);
    return 'reads 200; adjusts, publishes a plan, publishes a rate card: 403 each; with another secret: 403';
  });
}

/**
 * A handler that asks the table's index, whatever its route is for. Not one that writes: reads keep sums, in a partition of their
 * own, and the emulator knows no conditions on partitions.
 */
function asksIndex(route: 'readServiceHealth' | 'readPlan'): string {
  return `
import { routes } from '../../shared/contract/routes/routes.ts';
import { done } from '../../shared/domain/decisions/outcome.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { dueShard } from '../../shared/storage/table-keys.ts';
const question = { shard: dueShard(0), limit: 1 };
export const handler = httpHandler({
  route: routes.${route},
  run: async (_request, { store }) =>
    answer(done(await store.table.queryDue(question)), 200, (due) => ({ isAnswered: Array.isArray(due) })),
});
`;
}

export async function trespassing(
  service: Service,
  { deployer, folder }: { readonly deployer: Deployer; readonly folder: string },
  recorder: Recorder,
): Promise<void> {
  let roleArn: string | undefined;
  await recorder.step(
    'The same handler asks the index from two functions, of which one was granted the table alone',
    async () => {
      const copy = copyProject(join(folder, 'trespass'));
      writeFileSync(join(copy, 'functions/api/read-plan.ts'), asksIndex('readPlan'));
      writeFileSync(join(copy, 'functions/api/read-service-health.ts'), asksIndex('readServiceHealth'));
      letThemIn(copy);
      roleArn = (await deployer.deploy('credits-dev/*', copy)).billingRoleArn;
      const granted = await send(service, 'GET', '/service-health');
      deepStrictEqual([granted.status, granted.json.isAnswered], [200, true], granted.text);
      const { status, json, text } = await send(service, 'GET', '/plans/deployed');
      deepStrictEqual([status, json.code], [500, 'internal-error'], text);
      ok(!/AccessDenied|arn:|credits-dev/.test(text), text);
      return 'with the grant 200; without 500 `internal-error`, which names neither table nor role';
    },
  );
  if (roleArn === undefined) throw new TypeError('the stack names no role for the workload of another account');
  await callFromOutside(service, roleArn, recorder);
}
