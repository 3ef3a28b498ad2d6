/** The figures as text: for the terminal, and for the record. */
import type { Gate } from '../bench/gates.ts';
import { markdownTable } from '../bench/markdown-table.ts';
import { gateTable } from '../bench/report.ts';
import type { Spending } from './fleet.ts';
import type { Figures, FleetFigures } from './measure.ts';
import {
  accountsPerBatch,
  accountsPerRound,
  fleetSizes,
  indexWriteUnits,
  type PerAccount,
  partitionWriteUnitsPerSecond,
  prices,
  project,
  queueRequestsPerBatch,
  roundSeconds,
  settings,
  workerMb,
} from './projection.ts';

export function report(figures: Figures, gates: readonly Gate[]): string {
  const { small, large, sweptAlone, sweptAdvanced, memory } = figures;
  const { beforeBytes, mostBytes } = memory;
  return [
    markdownTable(
      ['accounts due', 'beside them', 'seconds', 'accounts/s', 'CPU ms', 'calls', 'WU', 'RU', 'refused', 'unanswered'],
      [small, large].map(fleetRow),
    ),
    '',
    'The sweeps, in all:',
    '',
    markdownTable(
      ['sweep', 'ms', 'calls', 'WU', 'RU'],
      [
        sweepRow(`${small.accounts} due`, small.sweep),
        sweepRow(`${large.accounts} due`, sweptAlone),
        sweepRow(`${large.accounts} due among ${large.idle} that aren’t`, large.sweep),
        sweepRow(`none due among ${large.accounts + large.idle}`, sweptAdvanced),
      ],
    ),
    '',
    `Resident memory of the process: ${megabytes(beforeBytes)} MB before the jobs, mostly what opening the accounts left behind and the jobs use again; at most ${megabytes(mostBytes)} MB while they ran.`,
    '',
    gateTable(gates),
    '',
    projectionText(large),
  ].join('\n');
}

/** Per account, but for the first four. */
function fleetRow(figures: FleetFigures): readonly string[] {
  const { accounts, idle, sweep, advance } = figures;
  const ms = sweep.ms + advance.ms;
  const per = (figure: (spent: Spending) => number): string =>
    ((figure(sweep) + figure(advance)) / accounts).toFixed(3);
  return [
    String(accounts),
    String(idle),
    (ms / 1_000).toFixed(1),
    ((accounts * 1_000) / ms).toFixed(0),
    per(({ cpuMs }) => cpuMs),
    per(({ cost }) => cost.calls),
    per(({ cost }) => cost.writeUnits),
    per(({ cost }) => cost.readUnits),
    per(({ cost }) => cost.refused),
    per(({ cost }) => cost.unanswered),
  ];
}

function sweepRow(what: string, { ms, cost }: Spending): readonly string[] {
  return [what, ms.toFixed(0), String(cost.calls), String(cost.writeUnits), String(cost.readUnits)];
}

function projectionText({ accounts, sweep, advance }: FleetFigures): string {
  const per: PerAccount = {
    writeUnits: (sweep.cost.writeUnits + advance.cost.writeUnits) / accounts,
    readUnits: (sweep.cost.readUnits + advance.cost.readUnits) / accounts,
    cpuMs: (sweep.cpuMs + advance.cpuMs) / accounts,
  };
  const rows = settings.flatMap((setting) =>
    fleetSizes.map((size) => {
      const { perSecond, seconds, dollars, bound } = project(size, per, setting);
      return [
        `${size / 1e6} million`,
        String(setting.workers),
        String(setting.tableWriteUnitsPerSecond),
        perSecond.toFixed(0),
        bound,
        duration(seconds),
        dollars.toFixed(2),
      ];
    }),
  );
  return [
    '## Worked out for AWS',
    '',
    `From ${per.writeUnits.toFixed(2)} write units, ${per.readUnits.toFixed(2)} read units and ${per.cpuMs.toFixed(2)} ms of CPU an account, counted above. Nothing in this table was measured on AWS.`,
    '',
    markdownTable(['accounts', 'workers', 'table WU/s', 'accounts/s', 'bound by', 'at most', 'dollars'], rows),
    '',
    `- accounts/s = the least of workers × 1000 ÷ CPU ms, table WU/s ÷ write units, and index shards × ${partitionWriteUnitsPerSecond} ÷ ${indexWriteUnits}.`,
    `- at most = accounts ÷ accounts/s + ${roundSeconds} s for each ${accountsPerRound} accounts begun: one sweep hands over so many, and the next may be a minute away.`,
    `- dollars = accounts × (WU × ${prices.millionWriteUnits} + RU × ${prices.millionReadUnits}) ÷ 10⁶ + accounts × CPU s × ${workerMb} MB × ${prices.lambdaArmGbSecond} a GB-second + accounts ÷ ${accountsPerBatch} × (${prices.millionInvocations} + ${queueRequestsPerBatch} × ${prices.millionQueueRequests}) ÷ 10⁶.`,
    '- Prices: us-east-1 list prices of DynamoDB on demand (since November 2024), Lambda on arm64 and SQS standard queues, from their public price pages. Table limits: what a new on-demand table takes at once, and the default quota of a table; both are held here against the table and its index together. A partition takes 1,000 write units a second, and every shard of the index is counted as one.',
    '- Left out: stream consumers, logs, the first start of each worker, and accounts that two sweeps both hand over (one read each). Waiting for the table is not billed apart: a worker has 100 accounts under way, so its core is what it is short of.',
  ].join('\n');
}

function duration(seconds: number): string {
  const minutes = seconds / 60;
  return minutes < 90 ? `${Math.ceil(minutes)} min` : `${(minutes / 60).toFixed(1)} h`;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0);
}
