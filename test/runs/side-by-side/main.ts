/** `npm run side-by-side`: a thousand histories of a deployment from the code before appends, and of ones that are taken back. */
import { parseArgs } from 'node:util';
import { runHistory } from './history.ts';

const { values } = parseArgs({
  options: { from: { type: 'string', default: '1' }, histories: { type: 'string', default: '1000' } },
});
const totals = { failed: 0, answeredByOld: 0, answeredByNew: 0, unreadable: 0 };
const first = Number(values.from);
for (let seed = first; seed < first + Number(values.histories); seed += 1) {
  const { findings, answeredByOld, answeredByNew, unreadable } = await runHistory(seed);
  totals.answeredByOld += answeredByOld;
  totals.answeredByNew += answeredByNew;
  totals.unreadable += unreadable;
  if (findings.length === 0) continue;
  totals.failed += 1;
  console.error(`seed ${seed}: ${findings.join('; ')}`);
}
console.log(
  `${values.histories} histories from seed ${first}: ${totals.failed} failed. ${totals.answeredByOld} answers by the old code, ${totals.answeredByNew} by today's, ${totals.unreadable} times the old couldn't read an account.`,
);
process.exitCode = totals.failed > 0 ? 1 : 0;
