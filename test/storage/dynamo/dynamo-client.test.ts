/** The client, under everything that can happen to a call. The other end does as each test says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ClientLimits,
  clientLimits,
  createDynamoClient,
  type DynamoClientOptions,
  retryPauseMs,
  throttledTriesMax,
} from '../../../shared/storage/dynamo/dynamo-client.ts';
import { createDynamoTable } from '../../../shared/storage/dynamo-table.ts';
import {
  type Act,
  answers,
  fails,
  hangsUp,
  isCut,
  isSilent,
  type ScriptedEngine,
  startScriptedEngine,
} from '../../support/engines/scripted-engine.ts';

const nowMs = Date.parse('2026-11-26T12:00:00Z');
const key = { pk: 'a', sk: 'b' };
const found = answers(200, { Item: { pk: { S: 'a' }, sk: { S: 'b' } } });
const fast: Partial<ClientLimits> = { connectMaxMs: 200, answerMaxMs: 100, freeMaxMs: 1_000 };

let engine: ScriptedEngine;
let pauses: number[] = [];
const stops: (() => void)[] = [];

beforeAll(async () => {
  engine = await startScriptedEngine();
});
afterAll(async () => {
  for (const stop of stops) stop();
  await engine.stop();
});

function newClient(options: Partial<DynamoClientOptions> = {}) {
  pauses = [];
  const client = createDynamoClient({
    endpoint: engine.endpoint,
    region: 'us-east-1',
    credentials: () => ({ accessKeyId: 'id', secretAccessKey: 'secret' }),
    sleep: async (ms) => {
      pauses.push(ms);
    },
    random: () => 1,
    nowMs: () => nowMs,
    limits: fast,
    ...options,
  });
  stops.push(client.destroy);
  return client;
}

const newTable = (options: Partial<DynamoClientOptions> = {}) =>
  createDynamoTable({ tableName: 'credits', client: newClient(options), sleep: async () => {} });

describe('a call whose next try may fare better is tried again', () => {
  it.each<readonly [string, Act]>([
    ['the connection ends', hangsUp],
    ['the answer is cut short', isCut],
    ['no answer comes in time', isSilent],
    ['the answer does not fit its checksum', answers(200, { Item: {} }, { 'x-amz-crc32': '1' })],
    ['the answer is no JSON', (response) => void response.writeHead(200).end('<html>')],
    ['the store failed', fails(500, 'InternalServerError')],
    ['a proxy failed', (response) => void response.writeHead(502).end('<html>')],
    ['the credentials had expired', fails(400, 'ExpiredTokenException')],
  ])('when %s', async (_what, act) => {
    const table = newTable();
    engine.script(act, act, found);

    expect(await table.get(key)).toEqual(key);
    expect(engine.heard).toHaveLength(3);
    expect(pauses).toEqual([25, 50]);

    engine.script(act);
    await expect(table.get(key)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(engine.heard).toHaveLength(3);
  });

  it.each(['ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded'])(
    'ten times when the table takes no more: %s',
    async (name) => {
      const table = newTable();
      const times = (count: number): readonly Act[] => Array.from({ length: count }, () => fails(400, name));
      engine.script(...times(throttledTriesMax - 1), found);

      expect(await table.get(key)).toEqual(key);
      expect(pauses).toEqual([25, 50, 100, 200, 400, 800, 1_000, 1_000, 1_000]);

      engine.script(fails(400, name));
      const outcome = await table.put(key, { kind: 'absent' });
      expect(outcome).toMatchObject({ kind: 'in-doubt', cause: { name } });
      expect(engine.heard).toHaveLength(throttledTriesMax);
    },
  );

  it('after a pause by chance, that grows up to a second', () => {
    expect([1, 2, 3, 20].map((failures) => retryPauseMs(failures, 0.5))).toEqual([12.5, 25, 50, 500]);
  });
});

describe('a call that was answered no', () => {
  it.each(['ValidationException', 'AccessDeniedException', 'ResourceNotFoundException'])(
    'is not tried again: %s',
    async (name) => {
      engine.script(fails(400, name, { 'x-amzn-requestid': 'request-1' }));

      await expect(newTable().put(key, { kind: 'absent' })).rejects.toMatchObject({
        name,
        $metadata: { httpStatusCode: 400, requestId: 'request-1' },
      });
      expect(engine.heard).toHaveLength(1);
    },
  );
});

describe('a write', () => {
  const refused = answers(400, {
    __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
    Message: 'The conditional request failed',
    Item: { pk: { S: 'a' }, sk: { S: 'b' }, version: { N: '7' } },
  });

  it('that nobody answers is in doubt, with what happened last', async () => {
    engine.script(hangsUp);
    const outcome = await newTable().put(key, { kind: 'absent' });
    expect(outcome).toMatchObject({ kind: 'in-doubt', cause: { code: 'ECONNRESET' } });
  });

  it('whose first try was stored unheard is refused by what it stored: for its caller to look at', async () => {
    engine.script(hangsUp, refused);
    const outcome = await newTable().put({ ...key, version: 7 }, { kind: 'absent' });
    expect(outcome).toEqual({ kind: 'refused', existing: { ...key, version: 7 } });
  });

  it('that times out is in doubt, and says which limit it met', async () => {
    engine.script(isSilent);
    const outcome = await newTable().put(key, { kind: 'absent' });
    expect(outcome).toMatchObject({
      kind: 'in-doubt',
      cause: { name: 'TimeoutError', message: 'no answer in time' },
    });
  });
});

describe('the time for an answer', () => {
  it('begins with the connection: whoever waits for one behind slow calls is answered in the end', async () => {
    const slow: Act = async (response, heard) => {
      await new Promise((go) => setTimeout(go, 60));
      await found(response, heard);
    };
    const table = newTable({ limits: { ...fast, connectionsMax: 1 } });
    engine.script(slow);

    // The last waits 240 ms for the one connection, with 100 ms for its answer.
    const all = await Promise.all(Array.from({ length: 5 }, () => table.get(key)));

    expect(all).toEqual(Array.from({ length: 5 }, () => key));
    expect(engine.heard.map(({ connection }) => connection)).toEqual([1, 1, 1, 1, 1]);
    expect(pauses).toEqual([]);
  });

  it('and that of waiting for a connection has an end too: such a call was never sent', async () => {
    const table = newTable({ limits: { ...fast, answerMaxMs: 500, freeMaxMs: 30, connectionsMax: 1, triesMax: 1 } });
    engine.script(isSilent);
    const first = table.get(key).catch(() => 'failed');

    await expect(table.get(key)).rejects.toMatchObject({ cause: { message: 'no connection was free' } });
    expect(engine.heard).toHaveLength(1);
    expect(await first).toBe('failed');
  });

  it('and nobody listening is known at once', async () => {
    const table = newTable({ endpoint: 'http://127.0.0.1:1' });
    await expect(table.get(key)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });
});

describe('a connection', () => {
  it('is kept from call to call', async () => {
    const table = newTable();
    engine.script(found);
    for (let calls = 0; calls < 4; calls += 1) await table.get(key);
    expect(engine.heard.map(({ connection }) => connection)).toEqual([1, 1, 1, 1]);
  });

  it('that ended while it was kept, as in a function that was frozen, costs a try and no answer', async () => {
    const table = newTable();
    const last: Act = async (response, heard) => {
      await found(response, heard);
      response.socket?.destroySoon();
    };
    engine.script(last, found);
    expect(await table.get(key)).toEqual(key);
    expect(await table.get(key)).toEqual(key);
  });
});

it('has a limit for everything that it waits for', () => {
  expect(clientLimits).toEqual({
    connectionsMax: 64,
    freeMaxMs: 4_000,
    connectMaxMs: 1_000,
    answerMaxMs: 2_000,
    triesMax: 3,
  });
});

describe('each try', () => {
  it('is signed with the credentials of its time', async () => {
    let rotated = 0;
    const credentials = async () => {
      rotated += 1;
      return { accessKeyId: `id-${rotated}`, secretAccessKey: 'secret', sessionToken: `token-${rotated}` };
    };
    const table = newTable({ credentials });
    engine.script(fails(400, 'ExpiredTokenException'), found);

    expect(await table.get(key)).toEqual(key);
    expect(engine.heard.map(({ headers }) => headers['x-amz-security-token'])).toEqual(['token-1', 'token-2']);
    expect(engine.heard.map(({ headers }) => headers.authorization)).toEqual([
      expect.stringContaining('Credential=id-1/20261126/us-east-1/dynamodb/aws4_request'),
      expect.stringContaining('Credential=id-2/'),
    ]);
  });

  it('goes by the store’s clock once the store says that ours is off', async () => {
    const anHourAhead = new Date(nowMs + 3_600_000).toUTCString();
    const table = newTable();
    engine.script(fails(400, 'InvalidSignatureException', { date: anHourAhead }), found);

    expect(await table.get(key)).toEqual(key);
    expect(engine.heard.map(({ headers }) => headers['x-amz-date'])).toEqual(['20261126T120000Z', '20261126T130000Z']);
  });

  it('and is not repeated when the clock isn’t what is wrong with the signature', async () => {
    engine.script(fails(400, 'InvalidSignatureException', { date: new Date(nowMs).toUTCString() }));
    await expect(newTable().get(key)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(engine.heard).toHaveLength(1);
  });

  it('is seen by who watches', async () => {
    const client = newClient();
    const seen: string[] = [];
    client.watch((next) => async (operation, input) => {
      seen.push(operation);
      return next(operation, input);
    });
    engine.script(hangsUp, answers(200, {}));
    await client.call('Query', { TableName: 'credits' });
    expect(seen).toEqual(['Query', 'Query']);
  });
});
