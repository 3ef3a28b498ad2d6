/** With authorization enforced: a workload reaches the routes that it was granted, and a function the partitions that it needs. */
import { deepStrictEqual, equal, ok } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { invokePaths } from '../../../infra/constructs/route-arns.ts';
import { call, type Keys } from './caller.ts';
import { copyProject } from './copy.ts';
import type { Deployer } from './deployment.ts';
import { account, region } from './emulator.ts';
import { type Service, send } from './journey.ts';
import type { Recorder } from './record.ts';

/** A workload of its own user, which may charge, read, open accounts and tell of payments, and nothing else. */
export async function asWorkload(service: Service, apiId: string): Promise<Service> {
  const resources = (['charge', 'read', 'lifecycle', 'money-in'] as const)
    .flatMap(invokePaths)
    .map((path) => `arn:aws:execute-api:${region}:${account}:${apiId}/${path}`);
  const policy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: resources }],
  };
  const user = { UserName: 'workload' };
  await iam(service, 'CreateUser', user);
  await iam(service, 'PutUserPolicy', { ...user, PolicyName: 'credits', PolicyDocument: JSON.stringify(policy) });
  const created = await iam(service, 'CreateAccessKey', user);
  const keys: Keys = {
    accessKeyId: element(created, 'AccessKeyId'),
    secretAccessKey: element(created, 'SecretAccessKey'),
  };
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

/** A handler that writes to the table, whatever its route is for. */
function writer(route: 'readProblem' | 'readPlan'): string {
  return `
import { routes } from '../../../shared/contract/routes/routes.ts';
import { done } from '../../../shared/domain/decisions/outcome.ts';
import { answer } from '../../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../../shared/runtime/http-handler.ts';
export const handler = httpHandler({
  route: routes.${route},
  run: async (_request, { store }) => answer(done(await store.watched.watch('${route}')), 200, (isWatched) => ({ isWatched })),
});
`;
}

export async function trespassing(
  service: Service,
  { deployer, folder }: { readonly deployer: Deployer; readonly folder: string },
  { step }: Recorder,
): Promise<void> {
  await step(
    'The same handler writes to the table from two functions, of which one was granted reading alone',
    async () => {
      const copy = copyProject(join(folder, 'trespass'));
      writeFileSync(join(copy, 'functions/api/read-plan.ts'), writer('readPlan'));
      writeFileSync(join(copy, 'functions/api/read-problem.ts'), writer('readProblem'));
      await deployer.deploy('credits-dev/*', copy);
      const granted = await call(service.target, 'GET', '/problems/unavailable');
      deepStrictEqual([granted.status, granted.json.isWatched], [200, true], granted.text);
      const { status, json, text } = await send(service, 'GET', '/plans/deployed');
      deepStrictEqual([status, json.code], [500, 'internal-error'], text);
      ok(!/AccessDenied|arn:|credits-dev/.test(text), text);
      return 'with the grant 200; without 500 `internal-error`, which names neither table nor role';
    },
  );
}

async function iam(service: Service, action: string, parameters: Readonly<Record<string, string>>): Promise<string> {
  const target = { ...service.target, host: 'iam.amazonaws.com', service: 'iam' };
  const form = new URLSearchParams({ Action: action, Version: '2010-05-08', ...parameters });
  const { status, text } = await call(target, 'POST', '/', { keys: service.keys, form });
  equal(status, 200, text);
  return text;
}

function element(xml: string, name: string): string {
  const found = new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1];
  if (found === undefined) throw new TypeError(`no ${name} in the answer`);
  return found;
}
