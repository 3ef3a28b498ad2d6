/**
 * `npm run archive:rebuild -- --from <s3://bucket or folder>`: puts what a table lost of ledgers back from their second copy, before any request
 * comes to it. Needs TABLE_NAME and AWS_REGION, and an operator's credentials in the environment, who may read and write all of the
 * table. `--account <id>` looks at one account alone; `--forward` takes accounts on to entries that only the copy has, as
 * after a restore to an earlier instant.
 */
import { parseArgs } from 'node:util';
import { copiedLedger, copiedLedgersIn } from './copied-ledger.ts';
import { objectsAt } from './copied-objects.ts';
import { projectInEnvironment } from './project-in-environment.ts';
import { rebuildAccount } from './rebuild-account.ts';
import { rebuildCatalogue } from './rebuild-catalogue.ts';
import { tableInEnvironment } from './table-in-environment.ts';

const { values } = parseArgs({
  options: { from: { type: 'string' }, account: { type: 'string' }, forward: { type: 'boolean', default: false } },
});
if (values.from === undefined) throw new TypeError('--from <s3://bucket or folder>: where the copy is');
const project = projectInEnvironment();
const objects = objectsAt(values.from, project);
const table = tableInEnvironment(project);
if (table === undefined) throw new TypeError('TABLE_NAME is not set: the table to put ledgers back into');
const counts = { whole: 0, rebuilt: 0, gaps: 0, unreadable: 0, differs: 0, unsound: 0, failed: 0 };

async function* wanted() {
  if (values.account === undefined) yield* copiedLedgersIn(objects);
  else yield await copiedLedger(objects, values.account);
}

// Accounts are made of their entries by the plans that they had.
const catalogue = await rebuildCatalogue(objects, table.store.table);
for await (const copied of wanted()) {
  const { accountId, faults } = copied;
  for (const fault of faults) console.error(JSON.stringify({ accountId, fault }));
  try {
    const rebuilt = await rebuildAccount(table, copied, { isForward: values.forward });
    counts[rebuilt.kind] += 1;
    if (rebuilt.kind !== 'whole') console.log(JSON.stringify({ accountId, ...rebuilt }));
  } catch (cause) {
    counts.failed += 1;
    console.error(JSON.stringify({ accountId, failed: String(cause) }));
  }
}
console.log(JSON.stringify({ ...counts, catalogue }));
if (counts.gaps + counts.unreadable + counts.differs + counts.unsound + counts.failed > 0) process.exitCode = 1;
