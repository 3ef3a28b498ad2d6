/** `RECORD.md`: the figures of one run, where they come from, and what they don't say. */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { EngineName } from '../../../infra/local/engine.ts';
import { commit } from '../bench/commit.ts';
import { workers } from './scale.ts';

const recordFile = new URL('./RECORD.md', import.meta.url);

export function writeRecord(engine: EngineName, figures: string): void {
  writeFileSync(recordFile, `${preface(engine)}\n\n${figures}\n`);
}

function preface(engine: EngineName): string {
  return `# Record of a fleet run

\`npm run bench:fleet -- --record\` wrote this on ${new Date().toISOString().slice(0, 10)}, at commit ${commit()}, with Node ${process.versions.node} over ${engine} on ${availableParallelism()} cores.

- *What happens.* All accounts of a fleet end their monthly cycle at the same instant. The deployed handlers renew them: \`sweep-due\` finds them in the index and hands them over, ${workers} \`advance-accounts\` at once take batches of 10 messages with 50 accounts each from a queue in memory. What is left of the old cycle expires, and the new one's credits are granted.
- *Accounts.* On a monthly plan, charged none to three times in the cycle, a quarter of them each: every log is at another fill, so the share of them that has to be filed is that of a service that has always run.
- *By turns.* The two fleets have a table each on one engine, and take turns at it, so that other load on the machine slows both alike. Worker, loader and meter are one process: *accounts/s* is of this machine, *CPU ms* is that process's share.
- *calls*, *WU*, *RU*: per account, sweep included, by our meter on every attempt. Renewal moves an account within the index of what is due, which is 2 of its write units: 1 to take the old place out, 1 for the new one.
- *The books.* Afterwards the index has nothing due and every account at the next boundary, every account has exactly two entries more, and a sample of ledgers is verified from the first entry on.`;
}
