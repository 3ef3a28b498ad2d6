/** The requests that the one implementation of the store interface makes of DynamoDB, on a real engine, and what it makes of the answers. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLocalTable, localClient } from '../../infra/local/local-table.ts';
import { createDynamoTable } from '../../shared/storage/dynamo-table.ts';
import { type Guard, StoreUnavailable, type Table } from '../../shared/storage/table.ts';
import type { Item } from '../../shared/storage/table-keys.ts';
import { type MeddlingEngine, startMeddlingEngine } from '../support/engines/meddling-engine.ts';

let engine: MeddlingEngine;
let table: Table;
let pauses: number[] = [];
let stopClient: () => void;

beforeAll(async () => {
  engine = await startMeddlingEngine();
  const client = localClient(engine.endpoint);
  stopClient = () => client.destroy();
  await createLocalTable(engine.endpoint, 'credits');
  const sleep = async (ms: number): Promise<void> => {
    pauses.push(ms);
  };
  table = createDynamoTable({ tableName: 'credits', client, sleep });
});
afterAll(async () => {
  stopClient();
  await engine.stop();
});
beforeEach(() => {
  pauses = [];
  engine.meddle(() => undefined);
});

const unconditional: Guard = { kind: 'older', version: Number.MAX_SAFE_INTEGER };

async function store(pk: string, sks: readonly string[], more: object = {}): Promise<void> {
  await table.putMany(sks.map((sk) => ({ pk, sk, ...more })));
  engine.take();
}

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `item ${String(index).padStart(3, '0')}`);
}

describe('a read', () => {
  it('of one item is strongly consistent unless it may be late', async () => {
    await store('one', ['a'], { n: 1 });

    expect(await table.get({ pk: 'one', sk: 'a' })).toEqual({ pk: 'one', sk: 'a', n: 1 });
    expect(await table.get({ pk: 'one', sk: 'b' }, { isEventual: true })).toBeUndefined();
    expect(await table.get({ pk: 'one', sk: 'b' }, { isEventual: false })).toBeUndefined();

    const calls = engine.take();
    expect(calls.map(({ body }) => body.ConsistentRead)).toEqual([true, false, true]);
    for (const { operation, body } of calls)
      expect({ operation, body }).toMatchObject({
        operation: 'GetItem',
        body: { TableName: 'credits', ReturnConsumedCapacity: 'TOTAL' },
      });
  });

  it('of none asks nobody, of one asks for it alone, of many asks a hundred at a time', async () => {
    const sks = names(101);
    for (let start = 0; start < sks.length; start += 25)
      await table.putMany(sks.slice(start, start + 25).map((sk) => ({ pk: 'many', sk })));
    engine.take();
    const keys = sks.map((sk) => ({ pk: 'many', sk }));

    expect(await table.getMany([])).toEqual([]);
    expect(engine.take()).toEqual([]);
    expect(await table.getMany([{ pk: 'many', sk: 'none' }])).toEqual([]);
    expect(await table.getMany(keys.slice(0, 1))).toEqual(keys.slice(0, 1));
    expect(engine.take().map(({ operation }) => operation)).toEqual(['GetItem', 'GetItem']);
    const all = await table.getMany(keys);

    expect(all.map(({ sk }) => sk).toSorted()).toEqual(sks);
    const calls = engine.take();
    expect(calls.map(({ operation, body }) => [operation, body.RequestItems.credits.Keys.length])).toEqual([
      ['BatchGetItem', 100],
      ['BatchGetItem', 1],
    ]);
    for (const { body } of calls)
      expect(body).toMatchObject({
        RequestItems: { credits: { ConsistentRead: true } },
        ReturnConsumedCapacity: 'TOTAL',
      });
  });

  it('of many asks again for what was left over, each time later, and gives up in the end', async () => {
    await store('left', ['a', 'b', 'c']);
    const keys = ['a', 'b', 'c'].map((sk) => ({ pk: 'left', sk }));
    let calls = 0;
    engine.meddle(({ operation, body }) => {
      calls += 1;
      if (operation !== 'BatchGetItem' || calls > 1) return undefined;
      const left = body.RequestItems.credits.Keys.splice(1);
      const item = { pk: { S: 'left' }, sk: { S: 'a' } };
      return { status: 200, body: { Responses: { credits: [item] }, UnprocessedKeys: { credits: { Keys: left } } } };
    });
    expect((await table.getMany(keys)).map(({ sk }) => sk).toSorted()).toEqual(['a', 'b', 'c']);
    expect(engine.take().map(({ body }) => body.RequestItems.credits.Keys.length)).toEqual([1, 2]);
    expect(pauses).toEqual([50]);

    engine.meddle(({ body }) => ({ status: 200, body: { UnprocessedKeys: body.RequestItems } }));
    pauses = [];
    const answer = table.getMany(keys);
    await expect(answer).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(answer).rejects.toThrow('batch read left keys unprocessed');
    expect(pauses).toEqual([50, 100, 200, 400, 800]);
    expect(engine.take()).toHaveLength(6);
  });
});

describe('a conditional write', () => {
  const key = { pk: 'guarded', sk: 'a' };
  const now: Item = { ...key, version: 5, seq: 3, expiresAtMs: 1_000 };
  beforeEach(() => store(key.pk, [key.sk], { version: 5, seq: 3, expiresAtMs: 1_000 }));

  it.each<readonly [Guard, boolean]>([
    [{ kind: 'absent' }, false],
    [{ kind: 'version', version: 5 }, true],
    [{ kind: 'version', version: 4 }, false],
    [{ kind: 'version', version: 6 }, false],
    [{ kind: 'older', version: 6 }, true],
    [{ kind: 'older', version: 5 }, false],
    [{ kind: 'earlier', seq: 4 }, true],
    [{ kind: 'earlier', seq: 3 }, false],
    [{ kind: 'absent-or-expired', nowMs: 1_000 }, true],
    [{ kind: 'absent-or-expired', nowMs: 999 }, false],
  ])('of an item that is there, on condition of %o: %s', async (guard, isStored) => {
    const next = { ...key, version: 7, gone: undefined };

    const outcome = await table.put(next, guard);

    expect(outcome).toEqual(isStored ? { kind: 'stored' } : { kind: 'refused', existing: now });
    expect(await table.get(key)).toEqual(isStored ? { ...key, version: 7 } : now);
    expect(engine.take()[0]?.body).toMatchObject({ TableName: 'credits', ReturnConsumedCapacity: 'TOTAL' });
  });

  it.each<readonly [string, Guard, boolean]>([
    ['absent', { kind: 'absent' }, true],
    ['version', { kind: 'version', version: 0 }, false],
    ['older', { kind: 'older', version: 1 }, true],
    ['earlier', { kind: 'earlier', seq: 1 }, true],
    ['expired', { kind: 'absent-or-expired', nowMs: 0 }, true],
  ])('of an item that isn’t there, on condition of %s', async (sk, guard, isStored) => {
    expect(await table.put({ pk: 'fresh', sk }, guard)).toEqual({ kind: isStored ? 'stored' : 'refused' });
    expect(await table.get({ pk: 'fresh', sk })).toEqual(isStored ? { pk: 'fresh', sk } : undefined);
  });

  it('without an answer is in doubt, with its cause', async () => {
    engine.meddle(() => failureOf(500, 'InternalServerError'));
    expect(await table.put(now, unconditional)).toMatchObject({
      kind: 'in-doubt',
      cause: { name: 'InternalServerError' },
    });
  });
});

describe('a call that is wrong or not allowed', () => {
  it.each(['ValidationException', 'AccessDeniedException', 'ResourceNotFoundException'])(
    'stays so, and is no doubt about the store: %s',
    async (type) => {
      engine.meddle(() => failureOf(400, type));
      const key = { pk: 'a', sk: 'b' };
      await expect(table.put({ ...key }, { kind: 'absent' })).rejects.toMatchObject({ name: type });
      await expect(table.get(key)).rejects.toMatchObject({ name: type });
      await expect(table.putMany([key])).rejects.toMatchObject({ name: type });
    },
  );

  it('while any other failure of a read is the store’s, with its cause', async () => {
    engine.meddle(() => failureOf(500, 'InternalServerError'));
    const failure = await table.get({ pk: 'a', sk: 'b' }).catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(StoreUnavailable);
    expect(failure).toMatchObject({ message: 'the table did not answer', cause: { name: 'InternalServerError' } });
  });
});

describe('writes of many items', () => {
  it('go 25 at a time', async () => {
    const items = names(51).map((sk) => ({ pk: 'batch', sk }));

    await table.putMany(items);

    const calls = engine.take();
    expect(calls.map(({ body }) => body.RequestItems.credits.length).toSorted((a, b) => b - a)).toEqual([25, 25, 1]);
    for (const { operation, body } of calls)
      expect({ operation, capacity: body.ReturnConsumedCapacity }).toEqual({
        operation: 'BatchWriteItem',
        capacity: 'TOTAL',
      });
    expect(await table.query({ ...all('batch'), limit: 100 })).toEqual(items);
    await table.putMany([]);
    expect(engine.take().map(({ operation }) => operation)).toEqual(['Query']);
  });

  it('are tried again for what was left over, each time later, and given up in the end', async () => {
    const items = names(3).map((sk) => ({ pk: 'pending', sk }));
    let calls = 0;
    engine.meddle(({ body }) => {
      calls += 1;
      if (calls > 1) return undefined;
      return { status: 200, body: { UnprocessedItems: { credits: body.RequestItems.credits } } };
    });
    await table.putMany(items);
    expect(pauses).toEqual([50]);
    expect(await table.query({ ...all('pending'), limit: 100 })).toEqual(items);

    engine.meddle(({ body }) => ({ status: 200, body: { UnprocessedItems: body.RequestItems } }));
    pauses = [];
    await expect(table.putMany(items)).rejects.toThrow('batch write left items unprocessed');
    expect(pauses).toEqual([50, 100, 200, 400, 800]);
  });
});

describe('a range', () => {
  beforeEach(() => store('range', ['a', 'b', 'c', 'd', 'e']));

  it('has its bounds in it, in either order, up to the limit', async () => {
    const between = { pk: 'range', from: 'b', to: 'd' } as const;
    const sks = async (range: Parameters<Table['query']>[0]): Promise<readonly string[]> =>
      (await table.query(range)).map(({ sk }) => sk);

    expect(await sks({ ...between, order: 'ascending', limit: 9 })).toEqual(['b', 'c', 'd']);
    expect(await sks({ ...between, order: 'descending', limit: 9 })).toEqual(['d', 'c', 'b']);
    expect(await sks({ ...between, order: 'ascending', limit: 2 })).toEqual(['b', 'c']);
    for (const { body } of engine.take())
      expect(body).toMatchObject({ ConsistentRead: true, ReturnConsumedCapacity: 'TOTAL', TableName: 'credits' });
  });

  it('goes on where the engine ended a page short, and no further than the limit', async () => {
    engine.meddle(({ body }) => {
      body.Limit = Math.min(body.Limit, 3);
      return undefined;
    });

    expect((await table.query({ ...all('range'), limit: 9 })).map(({ sk }) => sk)).toEqual(['a', 'b', 'c', 'd', 'e']);
    engine.take();
    expect((await table.query({ ...all('range'), limit: 4 })).map(({ sk }) => sk)).toEqual(['a', 'b', 'c', 'd']);
    expect(engine.take()).toHaveLength(2);
  });
});

describe('what is due', () => {
  beforeEach(async () => {
    for (const [sk, dueAtMs] of Object.entries({ a: 30, b: 10, c: 20, d: 40 }))
      await store('due', [sk], { dueShard: 'DUE#0', dueAtMs });
  });

  it('comes soonest first, the instant included, page by page', async () => {
    const found = await table.queryDue({ shard: 'DUE#0', untilMs: 30, limit: 2 });
    expect(found).toEqual([
      { pk: 'due', sk: 'b', dueAtMs: 10 },
      { pk: 'due', sk: 'c', dueAtMs: 20 },
    ]);
    const [, last] = found;
    if (last === undefined) throw new Error('no second item');

    expect(await table.queryDue({ shard: 'DUE#0', untilMs: 30, limit: 2, after: last })).toEqual([
      { pk: 'due', sk: 'a', dueAtMs: 30 },
    ]);
    for (const { body } of engine.take())
      expect(body).toMatchObject({ IndexName: 'due', TableName: 'credits', ReturnConsumedCapacity: 'TOTAL' });
  });

  it('comes from an instant on, it included, where one is named to begin at', async () => {
    const found = await table.queryDue({ shard: 'DUE#0', fromMs: 20, limit: 9 });

    expect(found.map(({ sk }) => sk)).toEqual(['c', 'a', 'd']);
  });

  it('is everything of the shard when no instant is named, and of no other shard', async () => {
    expect((await table.queryDue({ shard: 'DUE#0', limit: 9 })).map(({ sk }) => sk)).toEqual(['b', 'c', 'a', 'd']);
    expect(await table.queryDue({ shard: 'DUE#1', limit: 9 })).toEqual([]);
  });
});

it('an item without its key is none of ours', async () => {
  for (const Item of [{ pk: { S: 'a' } }, { sk: { S: 'b' } }, { pk: { N: '1' }, sk: { S: 'b' } }]) {
    engine.meddle(() => ({ status: 200, body: { Item } }));
    await expect(table.get({ pk: 'a', sk: 'b' })).rejects.toThrow('an item without its key');
  }
});

function all(pk: string): {
  readonly pk: string;
  readonly from: string;
  readonly to: string;
  readonly order: 'ascending';
} {
  return { pk, from: '!', to: '~', order: 'ascending' };
}

function failureOf(status: number, type: string): { readonly status: number; readonly body: unknown } {
  return { status, body: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'no' } };
}
