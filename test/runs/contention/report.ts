/** The figures as text: for the terminal, and for the record. */
import type { Gate } from '../bench/gates.ts';
import { markdownTable } from '../bench/markdown-table.ts';
import { gateTable } from '../bench/report.ts';
import type { Figures } from './gates.ts';
import type { ContentionRow } from './measured.ts';

export function report({ cases, textbook, amid, costs, processes }: Figures, gates: readonly Gate[]): string {
  const missed = gates.filter(({ verdict }) => verdict === 'MISSED').length;
  return [
    'In virtual time, one account:',
    '',
    rowsOf([...cases.map(({ ours }) => ours), amid.debits, ...Object.values(costs), ...textbook]),
    '',
    'Amid 200 debits a second:',
    '',
    markdownTable(
      ['change', 'ms', 'done'],
      amid.changes.map(({ name, ms, isDone }) => [name, ms.toFixed(0), isDone ? 'yes' : 'NO']),
    ),
    '',
    'Real processes on this machine, its processors shared by all of them and the engine:',
    '',
    rowsOf(processes),
    '',
    `${gates.length - missed} of ${gates.length} targets reached:`,
    '',
    gateTable(gates),
  ].join('\n');
}

function rowsOf(rows: readonly ContentionRow[]): string {
  return markdownTable(
    [
      'load',
      'what',
      'done',
      'a second',
      'p50 ms',
      'p99 ms',
      '503',
      'given up',
      'WU',
      'RU',
      'calls',
      'throttled',
      'books',
    ],
    rows.map((row) => [
      row.name,
      row.subject,
      String(row.done),
      row.perSecond.toFixed(0),
      row.p50Ms.toFixed(0),
      row.p99Ms.toFixed(0),
      String(row.unavailable),
      String(row.givenUp),
      ...[row.writeUnits, row.readUnits, row.calls, row.throttled].map(costText),
      booksText(row),
    ]),
  );
}

function costText(cost: number): string {
  return Number.isNaN(cost) ? '' : cost.toFixed(2);
}

function booksText({ lost, doubled, findings }: ContentionRow): string {
  const wrong = [
    ...(lost === 0 ? [] : [`${lost} LOST`]),
    ...(doubled === 0 ? [] : [`${doubled} DOUBLED`]),
    ...findings.slice(0, 1),
  ];
  return wrong.length === 0 ? 'agree' : wrong.join(', ');
}
