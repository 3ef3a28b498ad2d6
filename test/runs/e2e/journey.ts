/** A customer's life with credits, against a deployed service. */
import { deepStrictEqual, equal } from 'node:assert/strict';
import { Agent } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { accountKey, type Key } from '../../../shared/storage/table-keys.ts';
import { call, type Keys, type Reply, type SentRequest, type Target } from './caller.ts';
import { type Emulator, region } from './emulator.ts';
import type { Recorder } from './record.ts';

export interface Service {
  readonly emulator: Emulator;
  readonly target: Target;
  /** Who calls the API. */
  readonly keys: Keys;
  /** Who may do everything. */
  readonly operator: Keys;
  readonly tableName: string;
}

const planId = 'deployed';
const weekMs = 7 * 24 * 3_600_000;
const debitPath = '/accounts/acme/debits';
const debit = { key: 'the debit', body: { credits: 30, category: 'ai' } };
const pollMs = 3_000;
/** The schedule runs every minute, the emulator's up to half a minute late; then the queue. */
const scheduleMaxMs = 150_000;

export function send(service: Service, method: string, path: string, sent: SentRequest = {}): Promise<Reply> {
  return call(service.target, method, path, { ...sent, keys: service.keys });
}

export async function firstRequests(service: Service, { step }: Recorder): Promise<void> {
  await step('The contract is anyone’s, the rest is for signed requests', async () => {
    const contract = await call(service.target, 'GET', '/openapi.json');
    const unsigned = await call(service.target, 'GET', '/accounts/acme');
    deepStrictEqual([contract.status, contract.json.openapi, unsigned.status], [200, '3.1.0', 403]);
    return 'unsigned: `/openapi.json` 200, `/accounts/acme` 403';
  });
  await step('Publish a plan', async () => {
    const plan = { credits: 100, cycle: 'week', packs: [{ packId: 'burst', credits: 50 }] };
    const { status, text } = await send(service, 'PUT', `/plans/${planId}`, { body: plan });
    equal(status, 200, text);
    return '100 credits a week, and a pack of 50';
  });
}

/** Opens an account whose cycle ends soon. */
export async function open(service: Service, accountId: string, endsInMs: number): Promise<number> {
  const endMs = Date.now() + endsInMs;
  const cycleAnchor = new Date(endMs - weekMs).toISOString();
  const body = { planId, cycleAnchor };
  const { status, json, text } = await send(service, 'PUT', `/accounts/${accountId}`, {
    key: `open ${accountId}`,
    body,
  });
  equal(status, 200, text);
  equal(Date.parse(json.renewsAt), endMs);
  return endMs;
}

/**
 * Spends what there is. `isSlow` says of an emulator that it holds every call against policies, over TLS, in one process: where
 * twenty instances ask it at once a debit may wait for longer than the service has patience, and is asked for again.
 */
export async function spend(
  service: Service,
  { step }: Recorder,
  { isSlow }: { readonly isSlow: boolean },
): Promise<string> {
  let first = '';
  await step('Debit', async () => {
    const { status, json, text } = await send(service, 'POST', debitPath, debit);
    equal(status, 201, text);
    equal(json.balance.available, 70);
    first = text;
    return '201, 70 credits left';
  });
  await step('The same debit again', async () => {
    await replay(service, first);
    return 'the first answer byte for byte, `Idempotency-Replayed: true`';
  });
  await step('The same key with another amount', async () => {
    const { status, json } = await send(service, 'POST', debitPath, { ...debit, body: { ...debit.body, credits: 31 } });
    deepStrictEqual([status, json.code], [422, 'idempotency-key-reused']);
    return '422 `idempotency-key-reused`';
  });
  await step('Overspend', async () => {
    const body = { credits: 70.000001, category: 'ai' };
    const { status, json } = await send(service, 'POST', debitPath, { key: 'too much', body });
    deepStrictEqual([status, json.code, json.shortfall], [402, 'insufficient-credits', 0.000001]);
    return '402 `insufficient-credits`, short of 0.000001';
  });
  const all = Array.from({ length: 20 }, (_, index) => index);
  // Each is a function's instance of its own, which the emulator starts as a process of its own: on a small machine that takes
  // longer than a request may. The race is between instances that are there.
  await step('The same debit again, twenty times at once', async () => {
    await Promise.all(all.map(() => replay(service, first)));
    return 'twenty times the first answer, from twenty instances of the function';
  });
  await step('Twenty debits of 7 at once, of which ten fit', async () => {
    const body = { credits: 7, category: 'ai' };
    const ask = (index: number): Promise<Reply> => send(service, 'POST', debitPath, { key: `race ${index}`, body });
    const debitOnce = async (index: number): Promise<number> => (await ask(index)).status;
    const replies = await Promise.all(all.map(ask));
    const busy = replies.filter(({ status }) => status === 503).length;
    if (!isSlow) equal(busy, 0);
    const statuses: number[] = [];
    for (const [index, { status }] of replies.entries())
      statuses.push(status === 503 ? await debitOnce(index) : status);
    const { json } = await send(service, 'GET', '/accounts/acme');
    deepStrictEqual(statuses.toSorted(), [...Array(10).fill(201), ...Array(10).fill(402)]);
    equal(json.available, 0);
    const after503 = busy === 0 ? 'none answered 503' : `${busy} of them after a 503 and a second try`;
    return `10 done and 10 refused, ${after503}, 0 credits left`;
  });
  await step('Buy a pack', async () => {
    const before = await send(service, 'GET', '/accounts/acme');
    const body = { packId: 'burst', paymentId: 'pi_1' };
    const { status, json, text } = await send(service, 'POST', '/accounts/acme/purchases', { key: 'buy', body });
    equal(status, 201, text);
    equal(json.balance.available, before.json.available + 50);
    return `201, ${json.balance.available} credits`;
  });
  return first;
}

export async function replay(service: Service, first: string): Promise<void> {
  const again = await send(service, 'POST', debitPath, debit);
  deepStrictEqual([again.status, again.text, again.headers['idempotency-replayed']], [201, first, 'true']);
}

/**
 * Waits until the schedule has written what became due. It counts from nothing that was read before: on a slow machine the
 * boundary may long be past. Reads write nothing, and how far the ledger is stored is asked of the table.
 */
export async function awaitRenewal(service: Service, accountId: string, endMs: number): Promise<string> {
  await sleep(Math.max(0, endMs - Date.now()));
  for (let waitedMs = 0; waitedMs < scheduleMaxMs; waitedMs += pollMs) {
    const seq = await storedSeq(service, accountKey(accountId));
    const types = await typesSince(service, accountId, { endMs, seq });
    if (types.includes('grant') && types.includes('expiry')) {
      const lateS = ((Date.now() - endMs) / 1000).toFixed(0);
      const balance = await send(service, 'GET', `/accounts/${accountId}`);
      deepStrictEqual([balance.json.available, balance.json.cycle.index], [100, 1]);
      return `stored ${lateS} s after the boundary by no request: ${types.join(', ')}; 100 credits`;
    }
    await sleep(pollMs);
  }
  throw new Error('the schedule wrote nothing in time');
}

/** The types of entries from the boundary on, as far as they are stored. */
async function typesSince(
  service: Service,
  accountId: string,
  { endMs, seq }: { readonly endMs: number; readonly seq: number },
): Promise<readonly string[]> {
  const { json } = await send(service, 'GET', `/accounts/${accountId}/ledger?order=desc&limit=20`);
  const entries: readonly { readonly type: string; readonly at: string; readonly seq: number }[] = json.entries;
  return entries
    .filter((entry) => entry.seq <= seq && Date.parse(entry.at) >= endMs)
    .map(({ type }) => type)
    .toReversed();
}

/** Straight from the table; 0 when there is no such item. */
export async function storedSeq({ emulator, target, operator, tableName }: Service, key: Key): Promise<number> {
  const client = new DynamoDBClient({
    endpoint: emulator.endpoint,
    region,
    credentials: operator,
    ...(target.ca === undefined ? {} : { requestHandler: { httpsAgent: new Agent({ ca: target.ca }) } }),
  });
  const { Item } = await DynamoDBDocumentClient.from(client).send(
    new GetCommand({ TableName: tableName, Key: key, ConsistentRead: true }),
  );
  client.destroy();
  return Number(Item?.['seq'] ?? 0);
}
