/** `npm run bench:contention`: what one account takes from writers that share nothing, beside the usual transaction, in one run. */
import '../../../infra/local/quiet.ts';
import type { EngineName } from '../../../infra/local/engine.ts';
import { runBench } from '../bench/run-bench.ts';
import { runAmid } from './amid.ts';
import { casesOf, fullEffort, quickEffort, textbookCasesOf } from './cases.ts';
import { runCosts } from './costs.ts';
import { type Figures, gatesOf } from './gates.ts';
import { runProcesses } from './processes.ts';
import { writeRecord } from './record.ts';
import { report } from './report.ts';
import { runOurs, runTextbook } from './run-case.ts';

const fullProcesses = { burst: 20, workers: 8, seconds: 4 };
const quickProcesses = { burst: 6, workers: 4, seconds: 1 };

await runBench({
  name: 'bench:contention',
  quick: 'to try the bench itself: a few repeats, short loops, few processes',
  recordName: 'contention/RECORD.md',
  writeRecord,
  measure: async ({ engine, isQuick }) => {
    const figures = await measureAll(engine, isQuick);
    const gates = gatesOf(figures);
    return { text: report(figures, gates), gates };
  },
});

async function measureAll(engine: EngineName, isQuick: boolean): Promise<Figures> {
  const effort = isQuick ? quickEffort : fullEffort;
  const cases: Figures['cases'][number][] = [];
  for (const each of casesOf(effort)) {
    const ours = await runOurs(each);
    console.log(`${each.name}: ${ours.done} done, p99 ${ours.p99Ms.toFixed(0)} ms, ${ours.unavailable} answered 503`);
    cases.push({ each, ours });
  }
  const textbook = [];
  for (const each of textbookCasesOf(casesOf(effort))) textbook.push(await runTextbook(each));
  return {
    cases,
    textbook,
    amid: await runAmid(),
    costs: await runCosts(effort.seconds),
    processes: await runProcesses(engine, isQuick ? quickProcesses : fullProcesses),
  };
}
