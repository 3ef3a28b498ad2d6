/** What the figures must reach. Speeds are compared within one run only; units and calls are the same on any machine. */
import { debitBundleMaxBytes } from '../../../infra/bundling.ts';
import type { Measured } from './cell.ts';

export interface Gate {
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  readonly verdict: 'reached' | 'MISSED' | 'not measured';
}

const spreadMax = { writeUnits: 2.6, calls: 3.3 };
const hotMax = { writeUnits: 1.5, calls: 0.3 };
const hotClients = 64;
const timesTextbookMin = 10;

export function gatesOf(cells: readonly Measured[], bundleBytes: number): readonly Gate[] {
  const ours = cells.filter(({ isOurs }) => isOurs);
  const spread = ours.filter(({ placement }) => placement === 'spread');
  const hot = ours.filter(({ placement, clients }) => placement === 'hot' && clients === hotClients);
  const wrong = cells.filter(({ difference }) => difference !== '');
  const unanswered = ours.reduce((sum, { problems }) => sum + countOf(problems), 0);
  return [
    {
      what: 'acknowledged debits and balances agree, every cell',
      target: 'no difference',
      measured: wrong.length === 0 ? 'no difference' : wrong.map(({ difference }) => difference).join('; '),
      verdict: wrong.length === 0 ? 'reached' : 'MISSED',
    },
    {
      what: 'debits of ours answered by anything but a receipt (no 5xx), every cell',
      target: 'none',
      measured: String(unanswered),
      verdict: unanswered === 0 ? 'reached' : 'MISSED',
    },
    atMost('spread, write units per debit', spreadMax.writeUnits, spread, (cell) => cell.writeUnitsPerDebit),
    atMost('spread, calls per debit', spreadMax.calls, spread, (cell) => cell.callsPerDebit),
    atMost('hot at 64 clients, write units per debit', hotMax.writeUnits, hot, (cell) => cell.writeUnitsPerDebit),
    atMost('hot at 64 clients, calls per debit', hotMax.calls, hot, (cell) => cell.callsPerDebit),
    timesTextbook(cells),
    {
      what: 'a debit handler’s bundle, minified',
      target: `at most ${debitBundleMaxBytes} bytes`,
      measured: String(bundleBytes),
      verdict: bundleBytes <= debitBundleMaxBytes ? 'reached' : 'MISSED',
    },
  ];
}

function atMost(what: string, max: number, cells: readonly Measured[], figure: (cell: Measured) => number): Gate {
  const worst = Math.max(...cells.map(figure));
  return {
    what: `${what}, the worst cell`,
    target: `at most ${max}`,
    measured: worst.toFixed(2),
    verdict: worst <= max ? 'reached' : 'MISSED',
  };
}

/** Like with like: the textbook has no HTTP in front of it either. */
function timesTextbook(cells: readonly Measured[]): Gate {
  const of = (subject: string): number | undefined =>
    cells.find((cell) => cell.subject === subject && cell.placement === 'hot' && cell.clients === hotClients)
      ?.perSecond;
  const what = 'hot at 64 clients, operations, debits/s against the textbook';
  const target = `at least ${timesTextbookMin} times`;
  const ours = of('operations');
  const textbook = of('textbook');
  if (ours === undefined || textbook === undefined)
    return { what, target, measured: 'this engine has no transactions', verdict: 'not measured' };
  const times = ours / textbook;
  return {
    what,
    target,
    measured: `${times.toFixed(1)} times`,
    verdict: times >= timesTextbookMin ? 'reached' : 'MISSED',
  };
}

function countOf(problems: ReadonlyMap<string, number>): number {
  return [...problems.values()].reduce((sum, count) => sum + count, 0);
}
