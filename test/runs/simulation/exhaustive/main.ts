/**
 * `npm run exhaustive`: every operation that writes, in every starting state, with every accident at every one of its calls,
 * and then the same asked again, or not. Nothing is left to chance and no time passes: the same cases each time.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { present } from '../../../../shared/domain/present.ts';
import { replayCase, type SceneReport } from './play-scene.ts';
import { writeRecord } from './record.ts';
import { allScenes } from './scenes.ts';
import type { Share } from './worker.ts';

const usage = `Usage: npm run exhaustive -- [options]
  --only <operation>  that operation alone
  --case <name>       one case again, with all that was told, under the name it was reported by
  --record            write what came out to test/runs/simulation/EXHAUSTIVE.md`;

const threadsMax = 4;
/** The most time that one thread may take: twice what all of it should. */
const patienceMs = 1_800_000;
const findingsShownMax = 20;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, case: { type: 'string' }, record: { type: 'boolean', default: false } },
  });
  if (values.case !== undefined) return replay(values.case);
  const startedMs = performance.now();
  const reports = await playAll(values.only);
  if (reports.length === 0) throw new TypeError(`no operation is called ${values.only}`);
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  const { user, system } = process.cpuUsage();
  const cpuSeconds = Math.round((user + system) / 1_000_000);
  for (const [operation, cases] of casesByOperation(reports)) console.log(`${operation}: ${cases}`);
  const findings = reports.flatMap((report) => report.findings);
  for (const { name, texts } of findings.slice(0, findingsShownMax))
    console.error(`\n${name}\n  ${texts.join('\n  ')}\n  again: npm run exhaustive -- --case "${name}"`);
  const total = reports.reduce((sum, { cases }) => sum + cases, 0);
  console.log(`${total} cases in ${seconds} seconds (${cpuSeconds} of a processor): ${findings.length} with findings`);
  if (values.record) writeRecord({ reports, seconds, cpuSeconds });
  return findings.length === 0 ? 0 : 1;
}

async function replay(name: string): Promise<number> {
  const played = await replayCase(await allScenes(), name);
  if (played === undefined) throw new TypeError(`no case is called ${name}`);
  console.log(`calls: ${played.calls.join(' ')}`);
  for (const line of played.story) console.log(line);
  for (const finding of played.findings) console.error(finding);
  return played.findings.length === 0 ? 0 : 1;
}

async function playAll(only: string | undefined): Promise<readonly SceneReport[]> {
  const reports: SceneReport[] = [];
  const threads = Math.min(threadsMax, availableParallelism());
  const share = (first: number): Share => ({ first, step: threads, ...present({ only }) });
  await Promise.all(Array.from({ length: threads }, (_, first) => play(share(first), reports)));
  return reports;
}

function play(share: Share, reports: SceneReport[]): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: share });
  const timer = setTimeout(() => {
    void worker.terminate();
  }, patienceMs);
  worker.on('message', (report: SceneReport) => reports.push(report));
  worker.on('error', reject);
  worker.on('exit', (code) => {
    clearTimeout(timer);
    if (code === 0) resolve();
    else reject(new Error(`a thread ended with ${code}`));
  });
  return promise;
}

function casesByOperation(reports: readonly SceneReport[]): ReadonlyMap<string, number> {
  const cases = new Map<string, number>();
  for (const report of reports) cases.set(report.operation, (cases.get(report.operation) ?? 0) + report.cases);
  return new Map([...cases].sort(([a], [b]) => (a < b ? -1 : 1)));
}

try {
  process.exitCode = await main();
} catch (cause) {
  console.error(`${cause instanceof Error ? cause.message : cause}\n\n${usage}`);
  process.exitCode = 2;
}
