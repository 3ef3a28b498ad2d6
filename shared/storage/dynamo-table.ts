import { queryDueItems, queryItems } from './dynamo/query-items.ts';
import { readItem, readItems } from './dynamo/read-items.ts';
import type { TableAccess } from './dynamo/table-access.ts';
import { putItem, putItems, updateItem } from './dynamo/write-items.ts';
import type { Table } from './table.ts';

/** The table as it is deployed: each method is a call of DynamoDB's, or as many as it takes. */
export function createDynamoTable(access: TableAccess): Table {
  return {
    get: (key, options) => readItem(access, key, options),
    getMany: (keys) => readItems(access, keys),
    put: (item, guard) => putItem(access, item, guard),
    update: (update) => updateItem(access, update),
    putMany: (items) => putItems(access, items),
    query: (range) => queryItems(access, range),
    queryDue: (range) => queryDueItems(access, range),
  };
}
