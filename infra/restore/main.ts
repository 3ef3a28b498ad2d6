/**
 * `npm run restore`: makes the accounts of a restored table whole, before any request comes to it: those of the project that PROJECT names, or of
 * the default one. Needs TABLE_NAME,
 * EVENT_BUS_NAME and RESTORATION as the stage will have them, AWS_REGION, and an operator's credentials in the environment, who may read
 * and write all of the table.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { awsCredentials, awsRegion } from '../../shared/runtime/aws-environment.ts';
import { requireVariable } from '../../shared/runtime/environment.ts';
import { createEventBridgeBus } from '../../shared/runtime/eventbridge-bus.ts';
import { storeFromEnvironment, surroundings } from '../../shared/runtime/services.ts';
import { wholeStore } from '../../shared/storage/store.ts';
import { projectInEnvironment } from './project-in-environment.ts';
import { restoreAccounts } from './restore-accounts.ts';
import { restoredTable } from './restored-table.ts';

const restoration = Number(requireVariable('RESTORATION'));
if (!Number.isInteger(restoration) || restoration < 1) throw new RangeError('RESTORATION counts from 1');
const project = projectInEnvironment();
const { table, accounts } = storeFromEnvironment(project);
const services = {
  store: wholeStore(accounts, table),
  bus: createEventBridgeBus(requireVariable('EVENT_BUS_NAME'), { ...surroundings, restoration, project }),
  nowMs: () => Date.now(),
};
const client = new DynamoDBClient({ region: awsRegion(), credentials: async () => awsCredentials() });
const restored = restoredTable(client, { tableName: requireVariable('TABLE_NAME'), project });
const { counts, failures } = await restoreAccounts(services, restored, (accountId, { kind, ...more }) =>
  console.log(JSON.stringify({ accountId, kind, ...more })),
);
for (const { accountId, cause } of failures) console.error(JSON.stringify({ accountId, failed: String(cause) }));
console.log(JSON.stringify({ ...counts, failed: failures.length }));
if (failures.length > 0) process.exitCode = 1;
