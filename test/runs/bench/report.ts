/** The figures as text: for the terminal, and with what one must know to read them, for the record. */
import type { MeasuredBatches } from './batches.ts';
import type { BundleFigures } from './bundle.ts';
import type { Measurement } from './cell.ts';
import type { Gate } from './gates.ts';
import { markdownTable } from './markdown-table.ts';

export interface Results {
  readonly cells: readonly Measurement[];
  readonly batches: readonly MeasuredBatches[];
  readonly gates: readonly Gate[];
  readonly bundle: BundleFigures;
}

export function report({ cells, batches, gates, bundle }: Results): string {
  return [
    cellTable(cells),
    '',
    'Calls and units of ours per debit, by command:',
    '',
    commandTable(cells),
    '',
    ...cells.flatMap(({ placement, clients, subject, problems }) =>
      [...problems].map(([problem, count]) => `${placement}, ${clients} clients, ${subject}: ${count} × ${problem}`),
    ),
    batchTable(batches),
    '',
    bundleLines(bundle),
    '',
    gateTable(gates),
  ].join('\n');
}

function cellTable(cells: readonly Measurement[]): string {
  const floors = new Map(
    cells
      .filter(({ subject }) => subject === 'bare UpdateItem')
      .map((cell) => [`${cell.placement} ${cell.clients}`, cell.perSecond]),
  );
  return markdownTable(
    [
      'accounts',
      'clients',
      'what',
      'debits',
      'debits/s',
      '× bare',
      'p50 ms',
      'p99 ms',
      'calls',
      'WU',
      'RU',
      'refused',
      'CPU µs',
      'books',
    ],
    cells.map((cell) => [
      cell.placement,
      String(cell.clients),
      cell.subject,
      String(cell.debits),
      cell.perSecond.toFixed(0),
      timesText(cell.perSecond, floors.get(`${cell.placement} ${cell.clients}`)),
      cell.p50Ms.toFixed(1),
      cell.p99Ms.toFixed(1),
      cell.callsPerDebit.toFixed(2),
      cell.writeUnitsPerDebit.toFixed(2),
      cell.readUnitsPerDebit.toFixed(2),
      cell.refusedPerDebit.toFixed(2),
      cell.cpuPerDebit.toFixed(0),
      cell.difference === '' ? 'agree' : `FAILURE: ${cell.difference}`,
    ]),
  );
}

function batchTable(batches: readonly MeasuredBatches[]): string {
  return markdownTable(
    ['batches of', 'clients', 'batches', 'debits', 'debits/s', 'p50 ms', 'p99 ms', 'answered otherwise'],
    batches.map(({ size, clients, batches: count, debits, perSecond, p50Ms, p99Ms, problems }) => [
      ...[size, clients, count, debits].map(String),
      ...[perSecond, p50Ms, p99Ms].map((figure) => figure.toFixed(0)),
      [...problems].map(([problem, times]) => `${times} × ${problem}`).join(', ') || 'none',
    ]),
  );
}

function commandTable(cells: readonly Measurement[]): string {
  const commands = ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'BatchWriteItem', 'Query'];
  return markdownTable(
    ['accounts', 'clients', 'what', ...commands],
    cells
      .filter(({ isOurs }) => isOurs)
      .map(({ placement, clients, subject, reading, debits }) => [
        placement,
        String(clients),
        subject,
        ...commands.map((command) => {
          const cost = reading.get(command);
          if (cost === undefined) return '';
          const units =
            cost.writeUnits > 0
              ? `${(cost.writeUnits / debits).toFixed(2)} WU`
              : `${(cost.readUnits / debits).toFixed(2)} RU`;
          return `${(cost.calls / debits).toFixed(2)}, ${units}`;
        }),
      ]),
  );
}

export function gateTable(gates: readonly Gate[]): string {
  return markdownTable(
    ['target', 'to reach', 'measured', ''],
    gates.map(({ what, target, measured, verdict }) => [what, target, measured, verdict]),
  );
}

function bundleLines({ bytes, readyMs, emptyMs, starts }: BundleFigures): string {
  const times = (readyMs / emptyMs).toFixed(1);
  return `The debit handler's bundle has ${bytes} bytes, minified. A process is ready with it after ${readyMs.toFixed(0)} ms, an empty one after ${emptyMs.toFixed(0)} ms: ${times} times (medians of ${starts} fresh processes, by turns).`;
}

function timesText(perSecond: number, floor: number | undefined): string {
  return floor === undefined ? '' : (perSecond / floor).toFixed(2);
}
