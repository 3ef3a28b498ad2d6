import { commit } from '../bench/commit.ts';
import { markdownTable } from '../bench/markdown-table.ts';
import type { Scale } from './rehearsals.ts';
import { type Rehearsed, withinMs } from './rehearse.ts';

export function isAsItShould(rehearsed: Rehearsed): boolean {
  const { accounts, unprovable, provableLost, eventsDiffering, audited, auditFaults, goneOn, repeatedWrong } =
    rehearsed;
  const faults = provableLost + eventsDiffering + auditFaults.length + repeatedWrong.length;
  return faults === 0 && audited === accounts - unprovable && goneOn === accounts - unprovable;
}

export function report(done: readonly Rehearsed[], { accounts, times, seed }: Scale): string {
  const rows = done.map((each, index) => [
    `${index + 1}`,
    ...[each.moved, each.unprovable, each.provable, each.provableLost, each.gone, each.eventsDiffering].map(String),
    ...[each.audited, each.auditFaults.length, each.repeated, each.repeatedWrong.length, each.goneOn].map(String),
    isAsItShould(each) ? 'yes' : 'no',
  ]);
  return `# Record of restores that were rehearsed

\`npm run restore:rehearse -- --record\` wrote this on ${new Date().toISOString().slice(0, 10)}, at commit ${commit()}, with Node ${process.versions.node}: ${done.length} of ${times} times, seed ${seed}.

${accounts} accounts live over a table in memory, 64 changes at once, through the code that is deployed: debits, holds and captures, purchases, adjustments, reversals, limits, and the stream's consumer. Each call of the table takes a moment of its clock, so what one change writes is written at several instants. Then a copy is made in which each item is as it was at an instant of its own within ${withinMs} ms, which is less than point-in-time recovery promises of items among each other; \`infra/restore\` makes it whole, the audit holds every account against its ledger, requests from before are repeated, every account takes a debit, and the audit comes again. The accounts live on, and the next restore is of what they are then.

- *Made whole*: accounts that end at another entry than their item said.
- *Left to people*: accounts of whose entries not even the first came back, since all of them were filed in that second. They are quarantined.
- *Provable*: entries that follow one another from the first on, wherever in the copied items they are. *Gone*: those written by then that the copy doesn't prove.
- *Event ids*: ids that a subscriber saw with two contents, before and after.
- *Repeated*: the last requests that were carried out. Those whose entries are provable must be answered as they were; *wrong* counts those that weren't.
- Not in it: what DynamoDB itself does in a restore, and its stream.

${markdownTable(
  [
    '',
    'made whole',
    'left to people',
    'provable',
    'of them lost',
    'gone',
    'event ids',
    'audited',
    'faults',
    'repeated',
    'wrong',
    'went on',
    'as it should',
  ],
  rows,
)}
`;
}
