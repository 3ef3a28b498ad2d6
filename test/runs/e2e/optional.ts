/** The parts that a stage has only when it asks for them: keys, usage as events, over HTTP too, the second copy, and a project for tests. */
import { deepStrictEqual, equal, ok } from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { callJson } from './aws-json.ts';
import { call, type Reply, type SentRequest } from './caller.ts';
import type { StackOutputs } from './deployment.ts';
import { type Service, send } from './journey.ts';
import type { Recorder } from './record.ts';

/** The project for tests. */
export const project = 'trial';
const settings = { usage: { order: 'none' }, news: {}, projects: { [project]: { mode: 'test' } } };
const triesMax = 60;
const pauseMs = 1_000;

/** Asks for all of it, in a copy of the project: the stage `dev` as it stands goes without. */
export function askForAll(copy: string): void {
  const file = join(copy, 'infra/stages.ts');
  const source = readFileSync(file, 'utf8');
  const asked = Object.entries(settings).map(([name, value]) => `    ${name}: ${JSON.stringify(value)},`);
  const changed = source.replace("without: ['copy'],", asked.join('\n'));
  if (changed === source) throw new TypeError('the stage `dev` was not found');
  writeFileSync(file, changed);
}

const outputsOf = z.object({
  'credits-dev-keys': z.object({ KeysApiUrl: z.string() }),
  'credits-dev-usage': z.object({ UsageQueueUrl: z.string() }),
  'credits-dev-data': z.object({ CopyBucketName: z.string() }),
});

export interface Optional {
  readonly keysHost: string;
  readonly queueUrl: string;
  readonly bucket: string;
}

/** Where the stacks say that their parts are. The emulator serves an API under its id. */
export function optionalIn(outputs: Readonly<Record<string, StackOutputs>>, port: number): Optional {
  const found = outputsOf.parse(outputs);
  const [keysApiId] = new URL(found['credits-dev-keys'].KeysApiUrl).hostname.split('.');
  return {
    keysHost: `${keysApiId}.execute-api.localhost:${port}`,
    queueUrl: found['credits-dev-usage'].UsageQueueUrl,
    bucket: found['credits-dev-data'].CopyBucketName,
  };
}

/** Until it holds. */
async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    if (await holds()) return;
    await sleep(pauseMs);
  }
  throw new Error(`${what} did not come about in time`);
}

async function available(service: Service, accountId: string): Promise<number> {
  const { json } = await send(service, 'GET', `/accounts/${accountId}`);
  return json.available;
}

export async function callWithKey(service: Service, { keysHost }: Optional, { step }: Recorder): Promise<void> {
  await step('Whoever holds an API key calls without credentials of AWS', async () => {
    const made = await send(service, 'POST', '/api-keys', {
      body: { name: 'chat', permissions: ['charge', 'read'], accountPrefix: 'ac' },
    });
    equal(made.status, 201, made.text);
    const { key, apiKey } = made.json;
    const asHolder = (secret: string, method: string, path: string, sent: SentRequest = {}): Promise<Reply> =>
      call({ ...service.target, host: keysHost }, method, path, {
        ...sent,
        headers: { ...sent.headers, authorization: `Bearer ${secret}` },
      });
    const debit = { key: 'by key', body: { credits: 5, category: 'ai' } };
    const statuses = async (secret: string): Promise<readonly number[]> => [
      (await asHolder(secret, 'POST', '/accounts/acme/debits', debit)).status,
      (await asHolder(secret, 'GET', '/accounts/acme')).status,
      (await asHolder(secret, 'GET', '/accounts/globex')).status,
      (await asHolder(secret, 'PUT', '/plans/mine', { body: { credits: 1 } })).status,
    ];
    deepStrictEqual(await statuses(key), [201, 200, 403, 403]);
    deepStrictEqual(await statuses(`${key.slice(0, -1)}x`), [403, 403, 403, 403]);
    equal((await send(service, 'DELETE', `/api-keys/${apiKey.keyId}`)).status, 200);
    await until('the revocation', async () => (await asHolder(key, 'GET', '/accounts/acme')).status === 403);
    return 'debits and reads its own accounts, 201 and 200; another account, a plan, a forged key: 403; revoked: 403 within a minute';
  });
}

const sent = { model: 'gpt-4o', user: 'ada' };

export async function sendUsage(service: Service, { queueUrl }: Optional, { step }: Recorder): Promise<void> {
  await step('Usage comes in by the queue, and over HTTP as CloudEvents', async () => {
    const before = await available(service, 'acme');
    // What is sent again says the same time again: that is a part of what makes it the same event.
    const time = new Date().toISOString();
    const event = (id: string, subject: string): object => ({
      specversion: '1.0',
      id,
      source: 'e2e',
      type: 'work',
      subject,
      time,
      data: { credits: 3, category: 'ai', dimensions: sent },
    });
    const put = (body: object): Promise<Reply> =>
      callJson(
        service,
        { service: 'sqs', action: 'SendMessage' },
        { QueueUrl: queueUrl, MessageBody: JSON.stringify(body) },
      );
    for (const id of ['1', '2', '2']) await put(event(id, 'acme'));
    await put(event('3', 'nobody'));
    const taken = await send(service, 'POST', '/api/v1/events', {
      body: [event('4', 'acme'), event('4', 'acme'), event('1', 'acme')],
      headers: { 'content-type': 'application/cloudevents-batch+json' },
    });
    ok(taken.status === 202 || taken.status === 204, taken.text);
    await until('the charge', async () => (await available(service, 'acme')) <= before - 9);
    await sleep(5 * pauseMs);
    equal(await available(service, 'acme'), before - 9);
    return 'seven events of four ids, one of them for nobody: three debits of 3 credits';
  });
}
