/**
 * `npm run bench:lease`: how many usages one process settles through the API on one hot account, by a lease, and what they
 * cost the store. The service runs beside it in a process of its own. `--record` writes RECORD.md.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setImmediate as turn } from 'node:timers/promises';
import * as z from 'zod/mini';
import { createCreditsClient } from '../../../shared/client/credits-client.ts';
import { openLease } from '../../../shared/client/holds/lease.ts';

const usageCredits = 0.001;
const runMs = 5_000;
const slices = [1, 10, 100];
/** Spends between two looks at the event loop, as a busy process has them between its own work. */
const spendsPerTurn = 250;

const started = z.object({ url: z.string(), engine: z.string() });
const counted = z.object({ counts: z.record(z.string(), z.number()) });
const service = fork(new URL('./service.ts', import.meta.url), {
  env: { ...process.env, LOG_LEVEL: 'SILENT', METRICS_DISABLED: 'true' },
});
const answer = async <T>(schema: z.ZodMiniType<T>): Promise<T> => schema.parse((await once(service, 'message'))[0]);
const { url, engine } = await answer(started);
const client = createCreditsClient({ url, credentials: async () => undefined });

async function writes(): Promise<number> {
  const counts = answer(counted);
  service.send('counts');
  const { PutItem = 0, UpdateItem = 0, BatchWriteItem = 0, TransactWriteItems = 0 } = (await counts).counts;
  return PutItem + UpdateItem + BatchWriteItem + TransactWriteItems;
}

interface Run {
  readonly slice: number;
  readonly usages: number;
  readonly seconds: number;
  readonly waits: number;
  readonly storeWrites: number;
  readonly isExact: boolean;
}

async function run(slice: number): Promise<Run> {
  const accountId = `hot-${slice}`;
  await client.openAccount({ accountId, body: { planId: 'scale' } });
  const writesBefore = await writes();
  const opened = await openLease({ client, accountId, category: 'ai', slice });
  if (opened.kind === 'refused') throw new Error(opened.problem.detail);
  const lease = opened.value;
  const startMs = performance.now();
  let usages = 0;
  let waits = 0;
  while (performance.now() - startMs < runMs) {
    for (let spends = 0; spends < spendsPerTurn; spends += 1) {
      if (lease.spend(usageCredits)) usages += 1;
      else {
        waits += 1;
        if (!(await lease.refill())) break;
      }
    }
    await turn();
  }
  const { spent } = await lease.close();
  // Settled means captured: the capture is in the time.
  const seconds = (performance.now() - startMs) / 1_000;
  const read = await client.readAccount({ accountId });
  if (read.kind === 'refused') throw new Error(read.problem.detail);
  const { available, held } = read.value;
  const charged = Math.round((50_000 - available) * 1_000_000);
  const isExact = held === 0 && charged === usages * 1_000 && Math.round(spent * 1_000_000) === charged;
  return { slice, usages, seconds, waits, storeWrites: (await writes()) - writesBefore, isExact };
}

const runs: Run[] = [];
for (const slice of slices) runs.push(await run(slice));
service.disconnect();
const text = report(runs);
console.log(text);
if (process.argv.includes('--record')) writeFileSync(new URL('./RECORD.md', import.meta.url), text);
if (runs.some(({ isExact }) => !isExact)) process.exitCode = 1;

function report(all: readonly Run[]): string {
  const rows = all.map(({ slice, usages, seconds, waits, storeWrites, isExact }) =>
    [
      slice,
      whole(usages),
      whole(usages / seconds),
      storeWrites,
      whole(usages / storeWrites),
      waits,
      isExact ? 'yes' : 'NO',
    ].join(' | '),
  );
  return `# One hot account, one process, by a lease

\`npm run bench:lease -- --record\` wrote this. One process spends ${usageCredits} credits at a time on one account for ${runMs / 1_000} seconds and closes
its lease; the local service and its engine (${engine}) share the machine (${cpus().length} processors, Node ${process.version}).
Store writes are the engine's write calls, all of them: holds, extensions, the capture, and filing. A usage counts as settled when its capture
is answered. Exact: what the account was charged is what was spent, to the microcredit, and nothing is held afterwards.

| slice, credits | usages settled | a second | store writes | usages a write | waits for funds | exact |
|---:|---:|---:|---:|---:|---:|:--|
${rows.map((row) => `| ${row} |`).join('\n')}
`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
