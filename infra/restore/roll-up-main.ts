/**
 * `npm run roll-up -- <account> …`: rolls the usage of accounts up again from their ledgers, where their days say what the ledgers
 * don't. Needs TABLE_NAME and AWS_REGION, and an operator's credentials in the environment, who may read and write all of the table;
 * PROJECT names another project than the default one. Charging goes on meanwhile.
 */
import { parseArgs } from 'node:util';
import { projectInEnvironment } from './project-in-environment.ts';
import { rollUpAgain } from './roll-up-again.ts';
import { tableInEnvironment } from './table-in-environment.ts';

const { positionals } = parseArgs({ allowPositionals: true });
if (positionals.length === 0) throw new TypeError('<account>: whose usage is to be rolled up again');
const table = tableInEnvironment(projectInEnvironment());
if (table === undefined) throw new TypeError('TABLE_NAME is not set: the table that the accounts are in');
for (const accountId of positionals) {
  try {
    const outcome = await rollUpAgain(table.store, accountId);
    console.log(JSON.stringify(outcome.kind === 'done' ? outcome.value : { accountId, refused: outcome }));
    if (outcome.kind !== 'done') process.exitCode = 1;
  } catch (cause) {
    console.error(JSON.stringify({ accountId, failed: String(cause) }));
    process.exitCode = 1;
  }
}
