/**
 * `npm run archive:verify -- --from <s3://bucket or folder>`: reads the second copy of ledgers, holds each against itself by its hashes, and
 * says by number what is missing. With TABLE_NAME in the environment it is held against the table as well, which is read whole.
 * S3 and the table need AWS_REGION and credentials in the environment; `--account <id>` looks at one account alone.
 */
import { parseArgs } from 'node:util';
import { copiedLedger, copiedLedgersIn } from './copied-ledger.ts';
import { objectsAt } from './copied-objects.ts';
import { projectInEnvironment } from './project-in-environment.ts';
import { tableInEnvironment } from './table-in-environment.ts';
import { isSound, verifyCopy } from './verify-copy.ts';

const { values } = parseArgs({ options: { from: { type: 'string' }, account: { type: 'string' } } });
if (values.from === undefined) throw new TypeError('--from <s3://bucket or folder>: where the copy is');
const project = projectInEnvironment();
const objects = objectsAt(values.from, project);
const store = tableInEnvironment(project)?.store;
const totals = { accounts: 0, sound: 0, behind: 0, entries: 0 };

async function* wanted() {
  if (values.account === undefined) yield* copiedLedgersIn(objects);
  else yield await copiedLedger(objects, values.account);
}

for await (const copied of wanted()) {
  const verified = await verifyCopy(copied, store);
  const isFine = isSound(verified);
  const behind = verified.table?.behind ?? 0;
  totals.accounts += 1;
  totals.entries += verified.entries;
  if (isFine) totals.sound += 1;
  if (behind > 0) totals.behind += 1;
  if (!isFine || behind > 0 || values.account !== undefined) console.log(JSON.stringify(verified));
}
console.log(JSON.stringify(totals));
if (totals.sound < totals.accounts || totals.accounts === 0) process.exitCode = 1;
