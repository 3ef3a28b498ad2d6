/** `npm run bench:fleet`: what it takes to renew a whole fleet at one instant, and what that comes to on AWS. */
import '../../../infra/local/quiet.ts';
import { parseArgs } from 'node:util';
import { defaultEngine, engineNames } from '../../../infra/local/engine.ts';
import { gatesOf } from './gates.ts';
import { writeRecord } from './record.ts';
import { report } from './report.ts';
import { fullScale, quickScale } from './scale.ts';

const usage = `Usage: npm run bench:fleet -- [options]
  --quick          to try the bench itself, in a quarter of a minute: its speeds mean little
  --record         writes test/bench/FLEET.md
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
  // Loads the handlers, which read those two as they load.
  const { measureFleets } = await import('./measure.ts');
  const figures = await measureFleets({ engine, scale: values.quick ? quickScale : fullScale, say: console.log });
  const gates = gatesOf(figures);
  const text = report(figures, gates);
  console.log(`\n${text}`);
  if (values.record) writeRecord(engine, text);
  const missed = gates.filter(({ verdict }) => verdict === 'MISSED');
  if (missed.length > 0) {
    console.log(`\nFAILURE: ${missed.map(({ what }) => what).join('; ')}.`);
    process.exitCode = 1;
  }
}
