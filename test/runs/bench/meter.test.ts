import { TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynoxidePath, type Engine, startEngine } from '../../../infra/local/engine.ts';
import { createLocalTable, localClient, localSdkClient } from '../../../infra/local/local-table.ts';
import { createDynamoTable } from '../../../shared/storage/dynamo-table.ts';
import type { Table } from '../../../shared/storage/table.ts';
import type { Item } from '../../../shared/storage/table-keys.ts';
import { engines } from '../../support/engines/engines.ts';
import { createMeter, totalOf } from './meter.ts';

describe.each(engines)('the meter over %s', (name) => {
  const meter = createMeter();
  let engine: Engine;
  let client: ReturnType<typeof localClient>;
  let sdk: ReturnType<typeof localSdkClient>;
  let table: Table;

  beforeAll(async () => {
    engine = await startEngine({ name });
    client = localClient(engine.endpoint);
    await createLocalTable(engine.endpoint, 'credits');
    table = createDynamoTable({ tableName: 'credits', client, sleep: async () => {} });
    sdk = localSdkClient(engine.endpoint);
    meter.attach(client);
    meter.attach(sdk);
  });
  afterAll(async () => {
    client.destroy();
    sdk.destroy();
    await engine.stop();
  });
  beforeEach(() => {
    meter.take();
  });

  it('counts what answers report: a write per started KB, a consistent read per started 4 KB', async () => {
    await table.put(itemOf('reported', 2_500), { kind: 'absent' });
    await table.get({ pk: 'reported', sk: 'one' });
    await table.getMany([
      { pk: 'reported', sk: 'one' },
      { pk: 'reported', sk: 'none' },
    ]);

    expect(totalOf(meter.take())).toMatchObject({ calls: 3, writeUnits: 3, readUnits: 3, refused: 0, unanswered: 0 });
  });

  it('counts every item of a batch', async () => {
    await table.putMany([itemOf('batch-1', 100), itemOf('batch-2', 1_500)]);

    expect(totalOf(meter.take())).toMatchObject({ calls: 1, writeUnits: 3 });
  });

  it('counts a refused write by the larger of the items, though nobody reports it', async () => {
    await table.put(itemOf('refused', 100), { kind: 'absent' });
    meter.take();

    const outcome = await table.put(itemOf('refused', 2_500), { kind: 'absent' });

    expect(outcome.kind).toBe('refused');
    expect(totalOf(meter.take())).toMatchObject({ calls: 1, writeUnits: 3, refused: 1 });
  });

  it('counts a refused update of an item that nobody shows as one unit', async () => {
    const update = new UpdateCommand({
      TableName: 'credits',
      Key: { pk: 'nobody', sk: 'one' },
      UpdateExpression: 'SET #balance = :balance',
      ConditionExpression: 'attribute_exists(#pk)',
      ExpressionAttributeNames: { '#balance': 'balance', '#pk': 'pk' },
      ExpressionAttributeValues: { ':balance': 1 },
    });

    await expect(sdk.send(update)).rejects.toThrow('conditional');
    expect(totalOf(meter.take())).toMatchObject({ calls: 1, writeUnits: 1, refused: 1 });
  });

  it.skipIf(name !== 'dynoxide' || dynoxidePath() === undefined)(
    'counts a transaction twice per item, refused or not',
    async () => {
      const transaction = new TransactWriteCommand({
        TransactItems: ['a', 'b', 'c'].map((pk) => ({
          Put: {
            TableName: 'credits',
            Item: itemOf(`transaction-${pk}`, 100),
            ConditionExpression: 'attribute_not_exists(#pk)',
            ExpressionAttributeNames: { '#pk': 'pk' },
          },
        })),
        ReturnConsumedCapacity: 'TOTAL',
      });

      await sdk.send(transaction);
      expect(totalOf(meter.take())).toMatchObject({ calls: 1, writeUnits: 6, refused: 0 });
      await expect(sdk.send(transaction)).rejects.toThrow();

      expect(totalOf(meter.take())).toMatchObject({ calls: 1, writeUnits: 6, refused: 1 });
    },
  );
});

function itemOf(pk: string, bytes: number): Item {
  return { pk, sk: 'one', text: 'x'.repeat(bytes) };
}
