/** `npm run faults`: every changing operation through the real SDK, with every reply of the store lost and its process killed at every call. */
import '../../../infra/local/quiet.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Act } from './act.ts';
import { type ActFigures, writeRecord } from './record.ts';
import { faultKinds, type Run, runAct } from './run-act.ts';
import { acts, startSite } from './site.ts';

const usage = `Usage: npm run faults -- [options]
  --only <operation>  that operation alone
  --record            write what came out to test/runs/faults/RECORD.md`;

/** Most of the time is waiting: for the SDK to try again, and for processes to start. */
const actsAtOnce = 4;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, record: { type: 'boolean', default: false } } });
  const chosen = acts.filter(({ id }) => values.only === undefined || id === values.only);
  if (chosen.length === 0) throw new TypeError(`no operation is called ${values.only}`);
  const startedMs = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'credits-faults-'));
  const site = await startSite(folder);
  const figures: ActFigures[] = [];
  const waiting = [...chosen];
  try {
    await Promise.all(Array.from({ length: actsAtOnce }, () => meetAll(site.newRun, waiting, figures)));
  } finally {
    await site.stop();
    rmSync(folder, { recursive: true });
  }
  const findings = figures.flatMap((each) => each.findings);
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  const cases = figures.reduce((sum, each) => sum + each.cases, 0);
  console.log(`${cases} cases in ${seconds} seconds: ${findings.length} findings`);
  if (values.record) writeRecord({ figures, seconds, engine: site.engineName });
  return findings.length === 0 ? 0 : 1;
}

/** Meets act after act until none is waiting. */
async function meetAll(newRun: () => Promise<Run>, waiting: Act[], figures: ActFigures[]): Promise<void> {
  const run = await newRun();
  for (let act = waiting.shift(); act !== undefined; act = waiting.shift()) {
    const name = act.variant === undefined ? act.id : `${act.id}, ${act.variant}`;
    const counts: string[] = [];
    for (const kind of faultKinds) {
      const report = await runAct(run, act, kind);
      counts.push(`${kind} ${report.cases}`);
      for (const finding of report.findings) console.error(`${name}, ${finding}`);
      figures.push({ name, kind, ...report });
    }
    console.log(`${name}: ${counts.join(', ')}`);
  }
}

// Ending by `exit` ends the engine too; a signal's default would leave it behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
try {
  process.exitCode = await main();
} catch (cause) {
  console.error(`${cause instanceof Error ? cause.message : cause}\n\n${usage}`);
  process.exitCode = 2;
}
