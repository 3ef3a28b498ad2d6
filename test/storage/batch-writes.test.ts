/** Writes of many items at once, on a real engine: as many calls as it takes, and what an engine leaves over. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { all, type MeddledTable, names, startMeddledTable } from '../support/engines/meddled-table.ts';

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
    pauses.length = 0;
    await expect(table.putMany(items)).rejects.toThrow('batch write left items unprocessed');
    expect(pauses).toEqual([50, 100, 200, 400, 800]);
  });
});
