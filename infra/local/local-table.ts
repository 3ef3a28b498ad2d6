import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import { createDynamoClient, type DynamoClient } from '../../shared/storage/dynamo/dynamo-client.ts';
import { tableShape } from '../../shared/storage/table-keys.ts';

/** For an engine on this machine any will do. */
const signing = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/** The service's own client, for an engine on this machine. */
export function localClient(endpoint: string): DynamoClient {
  return createDynamoClient({
    endpoint,
    region: signing.region,
    credentials: () => signing.credentials,
    sleep: (ms) => sleep(ms),
    random: Math.random,
    nowMs: Date.now,
  });
}

/** The SDK's, for all that isn't on a request's way. */
export function localSdkClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({ ...signing, endpoint });
}

/** The table as the data stack builds it, as far as the engines know its features. One that is there already is kept. */
export async function createLocalTable(endpoint: string, tableName: string): Promise<void> {
  const { partitionKey, sortKey, dueIndex } = tableShape;
  const client = localSdkClient(endpoint);
  try {
    await client.send(
      new CreateTableCommand({
        TableName: tableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: partitionKey, AttributeType: 'S' },
          { AttributeName: sortKey, AttributeType: 'S' },
          { AttributeName: dueIndex.partitionKey, AttributeType: 'S' },
          { AttributeName: dueIndex.sortKey, AttributeType: 'N' },
        ],
        KeySchema: [
          { AttributeName: partitionKey, KeyType: 'HASH' },
          { AttributeName: sortKey, KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: dueIndex.name,
            KeySchema: [
              { AttributeName: dueIndex.partitionKey, KeyType: 'HASH' },
              { AttributeName: dueIndex.sortKey, KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'KEYS_ONLY' },
          },
        ],
      }),
    );
  } catch (cause) {
    if (!(cause instanceof ResourceInUseException)) throw cause;
  } finally {
    client.destroy();
  }
}
