/** `npm run bench:fleet`: what it takes to renew a whole fleet at one instant, and what that comes to on AWS. */
import '../../../infra/local/quiet.ts';
import { runBench } from '../bench/run-bench.ts';
import { gatesOf } from './gates.ts';
import { writeRecord } from './record.ts';
import { report } from './report.ts';
import { fullScale, quickScale } from './scale.ts';

await runBench({
  name: 'bench:fleet',
  quick: 'to try the bench itself, in a quarter of a minute: its speeds mean little',
  recordName: 'bench-fleet/RECORD.md',
  writeRecord,
  measure: async ({ engine, isQuick }) => {
    // Loads the handlers, which read where the table is as they load.
    const { measureFleets } = await import('./measure.ts');
    const figures = await measureFleets({ engine, scale: isQuick ? quickScale : fullScale, say: console.log });
    const gates = gatesOf(figures);
    return { text: report(figures, gates), gates };
  },
});
