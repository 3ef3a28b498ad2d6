/** `npm run bench`: what a debit costs and how fast it is, beside the least and the usual way of doing it, in one run. */
import '../../../infra/local/quiet.ts';
import { measureBundle } from './bundle.ts';
import { fullScale, measureAll, quickScale } from './cells.ts';
import { gatesOf } from './gates.ts';
import { writeRecord } from './record.ts';
import { report } from './report.ts';
import { runBench } from './run-bench.ts';

await runBench({
  name: 'bench',
  quick: 'to try the bench itself, in half a minute: its figures mean little',
  recordName: 'bench/RECORD.md',
  writeRecord,
  measure: async ({ engine, isQuick }) => {
    if (engine === 'dynalite') console.log('dynalite has no transactions: the textbook is left out.');
    const starts = isQuick ? 3 : 15;
    const bundle = await measureBundle(starts);
    const { cells, batches } = await measureAll({ engine, scale: isQuick ? quickScale : fullScale, say: console.log });
    const gates = gatesOf({ cells, batches, bundle });
    return { text: report({ cells, batches, gates, bundle }), gates };
  },
});
