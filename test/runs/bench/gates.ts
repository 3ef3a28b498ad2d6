/** The bounds that the figures must reach. Speeds are compared within one run only; units and calls are the same on any machine. */
import { chargeBundleMaxBytes } from '../../../infra/bundling.ts';
import type { MeasuredBatches } from './batches.ts';
import type { BundleFigures } from './bundle.ts';
import type { Measurement } from './cell.ts';

export interface Gate {
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  readonly verdict: 'reached' | 'MISSED' | 'not measured';
}

/** Under keys that tell their time, and under others. */
const spreadMax = { writeUnits: 1.5, calls: 1.5, readUnits: 0.1 };
const opaqueMax = { writeUnits: 2.4, calls: 3.3, readUnits: 2 };
const hotMaxUnits = 0.35;
const hotClients = 64;
const timesTextbookMin = 10;
const startTimesMax = 3;

export interface Figures {
  readonly cells: readonly Measurement[];
  readonly batches: readonly MeasuredBatches[];
  readonly bundle: BundleFigures;
}

export function gatesOf({ cells, batches, bundle }: Figures): readonly Gate[] {
  const ours = cells.filter(({ isOurs }) => isOurs);
  const under = (placement: string): readonly Measurement[] => ours.filter((cell) => cell.placement === placement);
  const hot = under('hot').filter(({ clients }) => clients === hotClients);
  const wrong = cells.filter(({ difference }) => difference !== '');
  const unanswered = ours.reduce((sum, { problems }) => sum + countOf(problems), 0);
  const unansweredInBatches = batches.reduce((sum, { problems }) => sum + countOf(problems), 0);
  return [
    {
      what: 'acknowledged debits and balances agree, every cell',
      target: 'no difference',
      measured: wrong.length === 0 ? 'no difference' : wrong.map(({ difference }) => difference).join('; '),
      verdict: wrong.length === 0 ? 'reached' : 'MISSED',
    },
    none('debits of ours answered by anything but a receipt (no 5xx), every cell', unanswered),
    none('debits of batches over many accounts answered by anything but a receipt', unansweredInBatches),
    ...(['spread', 'spread, opaque keys'] as const).flatMap((placement) => {
      const max = placement === 'spread' ? spreadMax : opaqueMax;
      return [
        atMost(
          `${placement}, write units per debit`,
          max.writeUnits,
          under(placement),
          (cell) => cell.writeUnitsPerDebit,
        ),
        atMost(`${placement}, calls per debit`, max.calls, under(placement), (cell) => cell.callsPerDebit),
        atMost(`${placement}, read units per debit`, max.readUnits, under(placement), (cell) => cell.readUnitsPerDebit),
      ];
    }),
    atMost('hot at 64 clients, write units per debit', hotMaxUnits, hot, (cell) => cell.writeUnitsPerDebit),
    timesTextbook(cells, 'hot', timesTextbookMin),
    timesTextbook(cells, 'spread', 1),
    {
      what: 'a debit handler’s bundle, minified',
      target: `at most ${chargeBundleMaxBytes} bytes`,
      measured: String(bundle.bytes),
      verdict: bundle.bytes <= chargeBundleMaxBytes ? 'reached' : 'MISSED',
    },
    {
      what: 'from a process’s start until it is ready, against an empty one',
      target: `at most ${startTimesMax} times`,
      measured: `${(bundle.readyMs / bundle.emptyMs).toFixed(1)} times`,
      verdict: bundle.readyMs <= startTimesMax * bundle.emptyMs ? 'reached' : 'MISSED',
    },
  ];
}

function none(what: string, count: number): Gate {
  return { what, target: 'none', measured: String(count), verdict: count === 0 ? 'reached' : 'MISSED' };
}

function atMost(what: string, max: number, cells: readonly Measurement[], figure: (cell: Measurement) => number): Gate {
  const worst = Math.max(...cells.map(figure));
  return {
    what: `${what}, the worst cell`,
    target: `at most ${max}`,
    measured: worst.toFixed(2),
    verdict: worst <= max ? 'reached' : 'MISSED',
  };
}

/** Like with like: the textbook has no HTTP in front of it either. */
function timesTextbook(cells: readonly Measurement[], placement: 'hot' | 'spread', min: number): Gate {
  const of = (subject: string): number | undefined =>
    cells.find((cell) => cell.subject === subject && cell.placement === placement && cell.clients === hotClients)
      ?.perSecond;
  const what = `${placement} at 64 clients, operations, debits/s against the textbook`;
  const target = `at least ${min} times`;
  const ours = of('operations');
  const textbook = of('textbook');
  if (ours === undefined || textbook === undefined)
    return { what, target, measured: 'this engine has no transactions', verdict: 'not measured' };
  const times = ours / textbook;
  return {
    what,
    target,
    measured: `${times.toFixed(1)} times`,
    verdict: times >= min ? 'reached' : 'MISSED',
  };
}

function countOf(problems: ReadonlyMap<string, number>): number {
  return [...problems.values()].reduce((sum, count) => sum + count, 0);
}
