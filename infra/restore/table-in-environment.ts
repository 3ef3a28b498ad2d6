/** A project's part of the table that the environment names, as an operator may treat it. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Project } from '../../shared/domain/project.ts';
import { awsCredentials, awsRegion, dynamoEndpoint } from '../../shared/runtime/aws-environment.ts';
import { optional } from '../../shared/runtime/environment.ts';
import { storeFromEnvironment } from '../../shared/runtime/services.ts';
import { wholeStore } from '../../shared/storage/store.ts';
import type { Restoring } from './restore-account.ts';
import { restoredTable } from './restored-table.ts';

/** Undefined where TABLE_NAME names none. */
export function tableInEnvironment(project: Project): Omit<Restoring, 'bus'> | undefined {
  const name = optional('TABLE_NAME');
  if (name === undefined || name === '') return undefined;
  const { table, accounts } = storeFromEnvironment(project);
  const client = new DynamoDBClient({
    region: awsRegion(),
    endpoint: dynamoEndpoint(),
    credentials: async () => awsCredentials(),
  });
  const { remove } = restoredTable(client, { tableName: name, project });
  return { store: wholeStore(accounts, table), nowMs: () => Date.now(), remove };
}
