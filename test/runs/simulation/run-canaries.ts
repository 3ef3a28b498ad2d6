/** `npm run simulate:canaries`: plants each defect in turn, and shows how many seeds it takes until the simulator catches it. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleSimulator } from './bundle.ts';
import { canaries } from './canaries.ts';
import type { Canary } from './planted.ts';
import { sourceNow } from './record.ts';
import { runSeeds } from './run-seeds.ts';
import type { Failure } from './simulator.ts';

/** A defect that hides for longer would be found by luck. */
const seedsMax = 10_000;

const recordFile = fileURLToPath(new URL('CANARIES.md', import.meta.url));

const { values } = parseArgs({
  options: {
    workers: { type: 'string', default: '2' },
    only: { type: 'string', default: '' },
    after: { type: 'string', default: '' },
    seeds: { type: 'string', default: String(seedsMax) },
    record: { type: 'boolean', default: false },
  },
});
const source = sourceNow();
const folder = await mkdtemp(join(tmpdir(), 'credits-canaries-'));
try {
  const rows = values.record ? await rowsOf(source) : new Map<string, string>();
  const first = canaries.findIndex(({ name }) => name === values.after) + 1;
  const chosen = canaries.slice(first).filter(({ name }) => name.includes(values.only) && !rows.has(name));
  let survivors = 0;
  for (const canary of chosen) {
    const failure = await release(canary);
    if (failure === undefined) survivors += 1;
    rows.set(canary.name, rowOf(canary, failure));
    if (values.record) await record(rows);
  }
  console.log(`${chosen.length - survivors} of ${chosen.length} canaries were caught.`);
  process.exitCode = survivors > 0 ? 1 : 0;
} finally {
  await rm(folder, { recursive: true });
}

async function release(canary: Canary): Promise<Failure | undefined> {
  const bundle = join(folder, `${canary.name}.mjs`);
  await bundleSimulator(bundle, canary.patches);
  const run = {
    bundle,
    from: 1,
    count: Number(values.seeds),
    workers: Number(values.workers),
    isEndedByFailure: true,
    chunkSize: 5,
  };
  const { failures } = await runSeeds(run);
  const [first] = failures;
  console.log(
    `${canary.name}: ${first === undefined ? 'SURVIVED' : `seed ${first.seed}, ${first.invariant}: ${first.what.slice(0, 120)}`}`,
  );
  return first;
}

function rowOf({ name, against, what }: Canary, failure: Failure | undefined): string {
  return `| \`${name}\` | ${against} | ${what} | ${failure?.seed ?? 'not caught'} | ${failure?.invariant ?? ''} |`;
}

/** The results that an earlier run on the same source has recorded, by canary: one that was cut off is gone on with. */
async function rowsOf(commit: string): Promise<Map<string, string>> {
  const text = await readFile(recordFile, 'utf8');
  if (!text.includes(`released on ${commit},`)) return new Map();
  return new Map([...text.matchAll(/^\| `([^`]+)` .*$/gmu)].map(([row, name]) => [String(name), row]));
}

async function record(rows: ReadonlyMap<string, string>): Promise<void> {
  const ordered = canaries.flatMap(({ name }) => rows.get(name) ?? []);
  const caught = ordered.filter((row) => !row.includes('| not caught |'));
  const text = [
    '# Canaries',
    '',
    'Defects planted in the product as the simulator is bundled (`canaries/`), one at a time, and the number of seeds until one',
    'was caught, from seed 1 on. Written by `npm run simulate:canaries -- --record`, which adds a row as each has been released',
    'and, cut off, goes on where it was on the same commit. A checker without canaries is untested.',
    '',
    `${ordered.length} of ${canaries.length} were released on ${source}, ${caught.length} were caught.`,
    '',
    '| canary | against | what it does | seeds | caught by |',
    '|---|---|---|---:|---|',
    ...ordered,
    '',
  ];
  await writeFile(recordFile, text.join('\n'));
}
