/** `RECORD.md`: the figures of one run, where they come from, and what they don't say. */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { EngineName } from '../../../infra/local/engine.ts';
import { commit } from './commit.ts';

const recordFile = new URL('./RECORD.md', import.meta.url);

export function writeRecord(engine: EngineName, figures: string): void {
  writeFileSync(recordFile, `${preface(engine)}\n\n${figures}\n`);
}

function preface(engine: EngineName): string {
  return `# Record of a bench run

\`npm run bench -- --record\` wrote this on ${new Date().toISOString().slice(0, 10)}, at commit ${commit()}, with Node ${process.versions.node} over ${engine} on ${availableParallelism()} cores.

- *What is debited.* Chat turns with GPT-4o by two usage lines each, with the tokens of a recorded day in their order, under 26-character keys. *detailed* adds who chatted, the workflow and when it happened: longer entries, so fewer of them per filing; the targets are set for the plain ones.
- *Accounts.* *hot*: one. *spread*: each debit on one of 10,000, by chance. All have been opened and charged 3 to 14 times before, so that logs are filled as in a service that has always run and every debit pays its share of filing.
- *operations*: the debit operation alone. *HTTP*: requests over kept connections through the deployed handlers. Load and service share one process, so its latencies include the load's. Both share a process's group commit on a hot account; on AWS that takes several requests in one process: the batch route, or Lambda Managed Instances. A standard Lambda environment handles one request at a time.
- *bare UpdateItem*: one conditional update of a balance, with no ledger and no idempotency. *textbook*: one transaction of balance, ledger entry and idempotency key, over a table with the same history. Same client settings as ours.
- *calls*, *WU* and *RU*: store calls, write and read units per debit, by our meter on every attempt; a refused conditional write counts with its item's size, as AWS bills it.
- *books*: whether the balances fell by exactly the acknowledged credits, and the ledgers grew by exactly the acknowledged debits, over all the accounts of the cell.
- Not shown by any embedded engine: a network's latency, throttling of a hot partition, and transactions that refuse each other. Here overlapping transactions wait their turn and all succeed; on AWS they are cancelled and tried again, so on a hot account the textbook is flattered. Speeds swing with whatever else the machine does: they compare within this run only.`;
}
