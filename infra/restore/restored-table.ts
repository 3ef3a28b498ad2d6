/** A restored table as an operator may treat it, and no deployed function: looked through from end to end, and rid of items. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { defaultProject, isDefault, type Project } from '../../shared/domain/project.ts';
import { projectPk } from '../../shared/storage/project-table.ts';
import { accountIdOf, accountPk, type Key } from '../../shared/storage/table-keys.ts';

export interface RestoredTable {
  /** The ids of all accounts of which any item is left, each once. */
  accountIds(): AsyncGenerator<string>;
  remove(keys: readonly Key[]): Promise<void>;
}

/** DynamoDB takes as many in one call. */
const batchMax = 25;
const triesMax = 10;
const pauseMs = 100;

export function restoredTable(
  client: DynamoDBClient,
  { tableName, project = defaultProject }: { readonly tableName: string; readonly project?: Project },
): RestoredTable {
  const prefix = isDefault(project) ? '' : projectPk(project.name, '');
  const documents = DynamoDBDocumentClient.from(client);

  async function* accountIds(): AsyncGenerator<string> {
    let last = '';
    const question = {
      TableName: tableName,
      ConsistentRead: true,
      ProjectionExpression: '#pk, #sk',
      FilterExpression: 'begins_with(#pk, :account)',
      ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
      ExpressionAttributeValues: { ':account': prefix + accountPk('') },
    };
    // The items of one partition follow one another.
    for await (const { Items = [] } of paginateScan({ client: documents }, question))
      for (const { pk, sk } of Items) {
        const accountId = accountIdOf({ pk: String(pk).slice(prefix.length), sk: String(sk) });
        if (accountId !== last) yield accountId;
        last = accountId;
      }
  }

  async function remove(keys: readonly Key[]): Promise<void> {
    for (let from = 0; from < keys.length; from += batchMax) await removeSome(keys.slice(from, from + batchMax));
  }

  async function removeSome(keys: readonly Key[]): Promise<void> {
    let left = keys.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk: prefix + pk, sk } } }));
    for (let tries = 0; tries < triesMax && left.length > 0; tries += 1) {
      if (tries > 0) await sleep(pauseMs * 2 ** tries);
      const { UnprocessedItems } = await documents.send(new BatchWriteCommand({ RequestItems: { [tableName]: left } }));
      left = (UnprocessedItems?.[tableName] ?? []).flatMap(({ DeleteRequest }) =>
        DeleteRequest?.Key === undefined
          ? []
          : [{ DeleteRequest: { Key: { pk: String(DeleteRequest.Key['pk']), sk: String(DeleteRequest.Key['sk']) } } }],
      );
    }
    if (left.length > 0) throw new Error('items were left that should have been taken away: begin again');
  }

  return { accountIds, remove };
}
