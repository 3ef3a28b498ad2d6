/** The parts that every bench's command shares: its options, its record, and what it ends with. */
import { parseArgs } from 'node:util';
import { defaultEngine, type EngineName, engineNames } from '../../../infra/local/engine.ts';
import type { Gate } from './gates.ts';

export interface Bench {
  /** The name of its script. */
  readonly name: string;
  /** The purpose of `--quick`. */
  readonly quick: string;
  /** The file that `--record` writes. */
  readonly recordName: string;
  readonly measure: (options: MeasureOptions) => Promise<Measurement>;
  readonly writeRecord: (engine: EngineName, text: string) => void;
}

export interface MeasureOptions {
  readonly engine: EngineName;
  readonly isQuick: boolean;
}

export interface Measurement {
  readonly text: string;
  readonly gates: readonly Gate[];
}

/** Fails the process where a gate was missed. */
export async function runBench({ name, quick, recordName, measure, writeRecord }: Bench): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
      engine: { type: 'string', default: defaultEngine() },
      help: { type: 'boolean', default: false },
    },
  });
  const engine = engineNames.find((each) => each === values.engine);
  if (values.help || engine === undefined) {
    console.log(`Usage: npm run ${name} -- [options]
  --quick          ${quick}
  --record         writes test/runs/${recordName}
  --engine <name>  ${engineNames.join(' or ')}; dynoxide where it is installed when left out`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const { text, gates } = await measure({ engine, isQuick: values.quick });
  console.log(`\n${text}`);
  if (values.record) writeRecord(engine, text);
  const missed = gates.filter(({ verdict }) => verdict === 'MISSED');
  if (missed.length === 0) return;
  console.log(`\nFAILURE: ${missed.map(({ what }) => what).join('; ')}.`);
  process.exitCode = 1;
}
