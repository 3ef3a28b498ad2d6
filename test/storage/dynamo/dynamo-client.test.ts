/** The client, under everything that can happen to a call. The other end does as each test says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientLimits } from '../../../shared/storage/dynamo/dynamo-client.ts';
import { fast, found, key, type ScriptedClients, startScriptedClients } from '../../support/engines/scripted-client.ts';
import { type Act, answers, hangsUp, isSilent } from '../../support/engines/scripted-engine.ts';

let clients: ScriptedClients;
let engine: ScriptedClients['engine'];
let pauses: ScriptedClients['pauses'];

beforeAll(async () => {
  clients = await startScriptedClients();
  ({ engine, pauses } = clients);
});
afterAll(() => clients.stop());

describe('a write', () => {
  const refused = answers(400, {
    __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
    Message: 'The conditional request failed',
    Item: { pk: { S: 'a' }, sk: { S: 'b' }, version: { N: '7' } },
  });

  it('that nobody answers is in doubt, with what happened last', async () => {
    engine.script(hangsUp);
    const outcome = await clients.newTable().put(key, { kind: 'absent' });
    expect(outcome).toMatchObject({ kind: 'in-doubt', cause: { code: 'ECONNRESET' } });
  });

  it('whose first try was stored unheard is refused by what it stored: for its caller to look at', async () => {
    engine.script(hangsUp, refused);
    const outcome = await clients.newTable().put({ ...key, version: 7 }, { kind: 'absent' });
    expect(outcome).toEqual({ kind: 'refused', existing: { ...key, version: 7 } });
  });

  it('that times out is in doubt, and says which limit it met', async () => {
    engine.script(isSilent);
    const outcome = await clients.newTable().put(key, { kind: 'absent' });
    expect(outcome).toMatchObject({
      kind: 'in-doubt',
      cause: { name: 'TimeoutError', message: 'no answer in time' },
    });
  });
});

describe('the time for an answer', () => {
  it('begins with the connection: whoever waits for one behind slow calls is answered in the end', async () => {
    const slow: Act = async (response, heard) => {
      await new Promise((go) => setTimeout(go, 100));
      await found(response, heard);
    };
    const table = clients.newTable({ limits: { ...fast, answerMaxMs: 350, connectionsMax: 1 } });
    engine.script(slow);

    // The last waits 400 ms for the one connection, with 350 ms for its answer.
    const all = await Promise.all(Array.from({ length: 5 }, () => table.get(key)));

    expect(all).toEqual(Array.from({ length: 5 }, () => key));
    expect(engine.heard.map(({ connection }) => connection)).toEqual([1, 1, 1, 1, 1]);
    expect(pauses).toEqual([]);
  });

  it('and that of waiting for a connection has an end too: such a call was never sent', async () => {
    const table = clients.newTable({
      limits: { ...fast, answerMaxMs: 500, freeMaxMs: 30, connectionsMax: 1, triesMax: 1 },
    });
    engine.script(isSilent);
    const first = table.get(key).catch(() => 'failed');

    await expect(table.get(key)).rejects.toMatchObject({ cause: { message: 'no connection was free' } });
    expect(engine.heard).toHaveLength(1);
    expect(await first).toBe('failed');
  });

  it('and nobody listening is known at once', async () => {
    const table = clients.newTable({ endpoint: 'http://127.0.0.1:1' });
    await expect(table.get(key)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });
});

describe('a connection', () => {
  it('is kept from call to call', async () => {
    const table = clients.newTable();
    engine.script(found);
    for (let calls = 0; calls < 4; calls += 1) await table.get(key);
    expect(engine.heard.map(({ connection }) => connection)).toEqual([1, 1, 1, 1]);
  });

  it('that ended while it was kept, as in a function that was frozen, costs a try and no answer', async () => {
    const table = clients.newTable();
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
