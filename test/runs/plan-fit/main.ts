/**
 * `npm run plan-fit`: how often plan fit picks the plan that is known to be the best, on synthetic accounts, and that it says
 * nothing after too few cycles. `--record` writes RECORD.md.
 */
import { writeFileSync } from 'node:fs';
import { commit } from '../bench/commit.ts';
import { markdownTable } from '../bench/markdown-table.ts';
import { measurePicks, type Picks } from './measure.ts';

const seed = 20261123;
const pickedMin = 0.95;

interface Row extends Picks {
  readonly months: number;
}

const rows: Row[] = [];
for (const [months, histories] of [
  [1, 200],
  [2, 200],
  [3, 500],
  [4, 500],
  [6, 500],
] as const) {
  rows.push({ months, ...measurePicks(histories, months, seed + months) });
}
const text = report(rows);
console.log(text);
if (process.argv.includes('--record')) writeFileSync(new URL('./RECORD.md', import.meta.url), text);
if (!rows.every(isAsItShould)) process.exitCode = 1;

function isAsItShould({ months, histories, right, abstained }: Row): boolean {
  return months < 3 ? abstained === histories : right >= histories * pickedMin;
}

function report(all: readonly Row[]): string {
  const table = markdownTable(
    ['whole months', 'accounts', 'best plan picked', 'another advised', 'nothing advised', 'as it should'],
    all.map((row) => [
      `${row.months}`,
      `${row.histories}`,
      `${row.right} (${((100 * row.right) / row.histories).toFixed(1)} %)`,
      `${row.wrong}`,
      `${row.abstained}`,
      isAsItShould(row) ? 'yes' : 'no',
    ]),
  );
  return `# Record of a plan-fit run

\`npm run plan-fit -- --record\` wrote this on ${new Date().toISOString().slice(0, 10)}, at commit ${commit()}, with Node ${process.versions.node}.

- *Accounts.* Each has a ladder of three to five plans made by chance, all with two packs, is on one of them, and uses credits for so many months at about one level, by 20 to 60 debits and captured holds a month. When it has too little it buys one of the packs by chance.
- *Best plan.* By a formula that knows only what was used each month: list price, and the cheapest mix of packs for the rest. Accounts whose second-best plan is within a tenth of it have no clear best and are passed over. Picked means advised, or advised to stay on.
- *As it should.* From three whole months on the best is picked in at least 95 %; with fewer nothing is advised.

${table}
`;
}
