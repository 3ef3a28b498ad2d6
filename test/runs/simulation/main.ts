/** `npm run simulate`: histories under faults, from seeds, checked against everything that must hold. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleSimulator } from './bundle.ts';
import { canaries } from './canaries.ts';
import { recordRun, sourceNow } from './record.ts';
import { runSeeds } from './run-seeds.ts';
import type { Failure } from './simulator.ts';
import { missing } from './sometimes.ts';

const usage = `Usage: npm run simulate -- [options]
  --seeds <n>      histories, 1000 when left out
  --from <seed>    the first of them, 1 when left out
  --seed <seed>    this one alone
  --trace          prints all that happens in it
  --twice          each seed twice: the same history must come of it
  --workers <n>    processes, 2 when left out
  --minutes <n>    ends the run after that long, with what it has by then
  --canary <name>  with a defect planted in the product: the run must fail
  --counts         prints how often each occasion arose
  --record         adds the run to test/runs/simulation/RECORD.md`;

/** A run this long must have seen every occasion. */
const wholeRun = 10_000;
const failuresShown = 5;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
    twice: { type: 'boolean', default: false },
    workers: { type: 'string', default: '2' },
    minutes: { type: 'string' },
    canary: { type: 'string' },
    counts: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const canary = canaries.find(({ name }) => name === values.canary);
if (values.help || (values.canary !== undefined && canary === undefined)) {
  console.log(values.help ? usage : `No such canary. There are: ${canaries.map(({ name }) => name).join(', ')}`);
  process.exitCode = values.help ? 0 : 2;
} else {
  process.exitCode = (await simulate()) ? 0 : 1;
}

async function simulate(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'credits-simulation-'));
  try {
    const bundle = join(folder, 'simulator.mjs');
    await bundleSimulator(bundle, canary?.patches);
    const source = sourceNow();
    const isOne = values.seed !== undefined;
    const from = Number(values.seed ?? values.from);
    const count = isOne ? 1 : Number(values.seeds);
    const result = await runSeeds({
      bundle,
      from,
      count,
      workers: isOne ? 1 : Number(values.workers),
      isTwice: values.twice,
      isTraced: values.trace,
      ...(values.minutes === undefined ? {} : { untilMs: Date.now() + Number(values.minutes) * 60_000 }),
    });
    const { histories, failures, sometimes, seconds } = result;
    for (const line of result.lines) console.log(line);
    for (const failure of failures.slice(0, failuresShown)) show(failure);
    const others = failures.slice(failuresShown).map(({ seed }) => seed);
    if (others.length > 0) console.log(`Also failed: ${others.join(', ')}`);
    if (values.counts)
      for (const [occasion, times] of sometimes) console.log(`${String(times).padStart(8)}  ${occasion}`);
    const never = histories >= wholeRun ? missing(sometimes) : [];
    for (const occasion of never) console.log(`Never happened: ${occasion}`);
    console.log(
      `${histories} histories from seed ${from} in ${Math.round(seconds)} s (${Math.round(histories / seconds)} a second): ${failures.length} failed.`,
    );
    if (values.record) await recordRun({ source, from, histories, seconds, failures });
    return failures.length === 0 && never.length === 0;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function show({ seed, invariant, what, lines }: Failure): void {
  console.log(`\nSeed ${seed} breaks ${invariant}: ${what}`);
  if (!values.trace) for (const line of lines.slice(-12)) console.log(`  ${line}`);
  console.log(
    `  npm run simulate -- --seed ${seed} --trace${values.canary === undefined ? '' : ` --canary ${values.canary}`}\n`,
  );
}
