/** `npm run bench`: what a debit costs and how fast it is, beside the least and the usual way of doing it, in one run. */
import '../../infra/local/quiet.ts';
import { parseArgs } from 'node:util';
import { defaultEngine, engineNames } from '../../infra/local/engine.ts';
import { measureBundle } from './bundle.ts';
import { fullScale, measureAll, quickScale } from './cells.ts';
import { gatesOf } from './gates.ts';
import { writeRecord } from './record.ts';
import { report } from './report.ts';

const usage = `Usage: npm run bench -- [options]
  --quick          to try the bench itself, in half a minute: its figures mean little
  --record         writes test/bench/RECORD.md
  --engine <name>  ${engineNames.join(' or ')}; dynoxide where it is installed when left out`;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    engine: { type: 'string', default: defaultEngine() },
    help: { type: 'boolean', default: false },
  },
});
const engine = engineNames.find((name) => name === values.engine);
if (values.help || engine === undefined) {
  console.log(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  if (engine === 'dynalite') console.log('dynalite has no transactions: the textbook is left out.');
  const starts = values.quick ? 3 : 15;
  const bundle = await measureBundle(starts);
  const cells = await measureAll({ engine, scale: values.quick ? quickScale : fullScale, say: console.log });
  const gates = gatesOf(cells, bundle.bytes);
  const figures = report({ cells, gates, bundle });
  console.log(`\n${figures}`);
  if (values.record) writeRecord(engine, figures);
  const missed = gates.filter(({ verdict }) => verdict === 'MISSED');
  if (missed.length > 0) {
    console.log(`\nFAILURE: ${missed.map(({ what }) => what).join('; ')}.`);
    process.exitCode = 1;
  }
}
