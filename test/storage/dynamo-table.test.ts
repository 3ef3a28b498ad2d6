/** The requests that the one implementation of the store interface makes of DynamoDB, on a real engine, and what it makes of the answers. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../shared/storage/table.ts';
import { type MeddledTable, names, startMeddledTable } from '../support/engines/meddled-table.ts';

let meddled: MeddledTable;
let engine: MeddledTable['engine'];
let table: MeddledTable['table'];
let pauses: MeddledTable['pauses'];

beforeAll(async () => {
  meddled = await startMeddledTable();
  ({ engine, table, pauses } = meddled);
});
afterAll(() => meddled.stop());
beforeEach(() => meddled.reset());

describe('a read', () => {
  it('of one item is strongly consistent unless it may be late', async () => {
    await meddled.store('one', ['a'], { n: 1 });

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
    await meddled.store('left', ['a', 'b', 'c']);
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
    pauses.length = 0;
    const answer = table.getMany(keys);
    await expect(answer).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(answer).rejects.toThrow('batch read left keys unprocessed');
    expect(pauses).toEqual([50, 100, 200, 400, 800]);
    expect(engine.take()).toHaveLength(6);
  });
});

it('an item without its key is none of ours', async () => {
  for (const Item of [{ pk: { S: 'a' } }, { sk: { S: 'b' } }, { pk: { N: '1' }, sk: { S: 'b' } }]) {
    engine.meddle(() => ({ status: 200, body: { Item } }));
    await expect(table.get({ pk: 'a', sk: 'b' })).rejects.toThrow('an item without its key');
  }
});
