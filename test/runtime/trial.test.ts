/** New code says whether it works before any traffic: each function of requests, as CodeDeploy asks it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestFunctions } from '../../shared/contract/routes/request-function.ts';
import type { RoutedHandler } from '../../shared/runtime/http-router.ts';
import { provideServices, surroundings } from '../../shared/runtime/services.ts';
import { createStore } from '../../shared/storage/store.ts';
import type { Table } from '../../shared/storage/table.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { lambdaContext } from '../support/builders/gateway-event.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';

const settings = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secret' };
const trial = { DeploymentId: 'd-1', LifecycleEventHookExecutionId: 'hook-1' };

interface Heard {
  readonly target: unknown;
  readonly authorization: unknown;
  readonly body: Readonly<Record<string, unknown>>;
}

const heard: Heard[] = [];
let codeDeploy: Server;
beforeAll(async () => {
  codeDeploy = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => {
      text += part;
    });
    request.on('end', () => {
      const { 'x-amz-target': target, authorization } = request.headers;
      heard.push({ target, authorization, body: JSON.parse(text) });
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => codeDeploy.listen(0, '127.0.0.1', resolve));
  const { port } = codeDeploy.address() as AddressInfo;
  Object.assign(process.env, settings, { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });
});
afterAll(() => {
  for (const name of [...Object.keys(settings), 'AWS_ENDPOINT_URL']) Reflect.deleteProperty(process.env, name);
  codeDeploy.close();
});

async function tried(name: string, table: Table): Promise<unknown> {
  provideServices({ store: createStore(table, surroundings), nowMs: () => startMs });
  const { handler } = (await import(`../../functions/requests/${name}.ts`)) as { readonly handler: RoutedHandler };
  heard.length = 0;
  await handler(trial, lambdaContext());
  expect(heard.length).toBe(1);
  const [{ target, authorization, body } = { target: '', authorization: '', body: {} }] = heard;
  expect(target).toBe('CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus');
  expect(authorization).toContain('/eu-west-1/codedeploy/aws4_request');
  expect(body).toMatchObject({ deploymentId: 'd-1', lifecycleEventHookExecutionId: 'hook-1' });
  return body['status'];
}

test.each(Object.keys(requestFunctions))('%s that works says so, and stores nothing for it', async (name) => {
  const table = createMemoryTable();

  expect(await tried(name, table)).toBe('Succeeded');
  expect(table.items.size).toBe(0);
});

test.each(Object.keys(requestFunctions).filter((name) => name !== 'catalogue'))(
  '%s without a right to its table says that it does not work',
  async (name) => {
    const refused = async (): Promise<never> => {
      throw Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    };
    const table = createMemoryTable();

    expect(await tried(name, { ...table, get: refused, getMany: refused, query: refused, queryDue: refused })).toBe(
      'Failed',
    );
  },
);
