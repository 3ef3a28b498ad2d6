/** `RECORD.md`: the figures of one run, where they come from, and what they don't say. */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { EngineName } from '../../../infra/local/engine.ts';
import { retryPauseMs, throttledTriesMax } from '../../../shared/storage/retry-pause.ts';
import { commit } from '../bench/commit.ts';
import { unitsPerSecond, unitsSavedMax } from './item-capacity.ts';
import { readMs, spread, writeMs } from './latency.ts';
import { conflictTriesMax } from './textbook.ts';

const recordFile = new URL('./RECORD.md', import.meta.url);

export function writeRecord(engine: EngineName, figures: string): void {
  writeFileSync(recordFile, `${preface(engine)}\n\n${figures}\n`);
}

function preface(engine: EngineName): string {
  return `# One busy account, writers that share nothing

\`npm run bench:contention -- --record\` wrote this on ${new Date().toISOString().slice(0, 10)}, at commit ${commit()}, with Node ${process.versions.node} on ${availableParallelism()} cores, real processes over ${engine}.

A standard Lambda environment answers one request at a time, so what comes to an account at once comes from processes that know nothing of each other. Here each has a store of its own, the real one, over one table in memory.

- *Virtual time.* A read takes ${readMs} ms, a write ${writeMs} ms, each ± ${spread * 100} %, and the table acts halfway. Decisions take no time. The same figures come out of every run.
- *Capacity.* An item takes ${unitsPerSecond} write units a second and saves up ${unitsSavedMax}; refused writes are charged. A throttled call is tried ${throttledTriesMax} times, with a pause of ${retryPauseMs(1, 0)} to ${retryPauseMs(1, 1)} ms that doubles, up to ${retryPauseMs(throttledTriesMax, 1)} ms. Sizes are those of the items as they are stored.
- *Loads.* A burst comes at once, each debit from a process of its own that has read the catalogue but not the account; bursts are repeated on accounts of their own, and their latencies taken together. In a closed loop each worker asks again once it has its answer. In an open loop work arrives by chance at a rate, to a process that is idle or to another one.
- *503*: answered so because others were faster. *given up*: the same because every try was throttled. *WU*, *RU*, *calls*, *throttled*: what everything came to, for each that was acknowledged.
- *books*: each acknowledged change is in the ledger once, each unanswered one at most once, the chain is whole and leads to the balance.
- *textbook*: one transaction of balance, ledger entry and key, which takes two writes' time and two write units an item. One that meets another on the balance is cancelled, as on AWS, and tried ${conflictTriesMax} times.
- Not in it: what the network does beyond these latencies, the function's own time, and how long another environment takes to start.`;
}
