/** Ranges and what is due, on a real engine: in order, from bound to bound, over every page. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Table } from '../../shared/storage/table.ts';
import { all, type MeddledTable, startMeddledTable } from '../support/engines/meddled-table.ts';

let meddled: MeddledTable;
let engine: MeddledTable['engine'];
let table: MeddledTable['table'];

beforeAll(async () => {
  meddled = await startMeddledTable();
  ({ engine, table } = meddled);
});
afterAll(() => meddled.stop());
beforeEach(() => meddled.reset());

describe('a range', () => {
  beforeEach(() => meddled.store('range', ['a', 'b', 'c', 'd', 'e']));

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
      await meddled.store('due', [sk], { dueShard: 'DUE#0', dueAtMs });
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
