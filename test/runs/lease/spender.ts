/** A busy process that is going to be killed: spends by a lease, and says before every few usages how far it will have gone. */
import { writeSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { createCreditsClient } from '../../../shared/client/credits-client.ts';
import { openLease } from '../../../shared/client/holds/lease.ts';

const [url = '', accountId = '', slice = '1'] = process.argv.slice(2);
const client = createCreditsClient({ url, credentials: async () => undefined });
const opened = await openLease({ client, accountId, category: 'ai', slice: Number(slice), lifeSeconds: 60 });
if (opened.kind === 'refused') throw new Error(opened.problem.detail);
const lease = opened.value;
const usagesPerLine = 10;
const linesMax = 1_000_000;
let used = 0;
for (let lines = 0; lines < linesMax; lines += 1) {
  // Written at once, so that the reader knows of it whatever comes next: used so far, in thousandths.
  writeSync(1, `${used}\n`);
  for (let usages = 0; usages < usagesPerLine; usages += 1) if (lease.spend(0.001)) used += 1;
  await turn();
}
