/** The gates that the figures must pass, and whether they do. */
import type { Gate } from '../bench/gates.ts';
import type { Amid } from './amid.ts';
import type { Case } from './cases.ts';
import type { costCases } from './costs.ts';
import type { ContentionRow } from './measured.ts';

export interface Figures {
  readonly cases: readonly { readonly each: Case; readonly ours: ContentionRow }[];
  readonly textbook: readonly ContentionRow[];
  readonly amid: Amid;
  readonly costs: Readonly<Record<keyof typeof costCases, ContentionRow>>;
  readonly processes: readonly ContentionRow[];
}

const amidMaxMs = 2_000;
const heldUnitsMax = 4;
const consumedUnitsMax = 2.2;
const besideManyMax = 1.3;
const timesTextbookMin = 10;
const sharedWorkers = 64;

export function gatesOf(figures: Figures): readonly Gate[] {
  const { cases, amid, costs } = figures;
  return [
    ...cases.flatMap(({ each, ours }) => boundsOf(each, ours)),
    ...trustOf(figures),
    ...amid.changes.map(({ name, ms, isDone }) => ({
      ...atMost(`${name} amid 200 debits/s, done within`, amidMaxMs, isDone ? ms : Number.NaN, 'ms'),
    })),
    atMost('microcredits beyond a limit that was answered', 0, amid.beyondLimit),
    atMost('authorize + capture alone, write units', heldUnitsMax, costs.held.writeUnits),
    atMost('a debit alone with the stream’s consumer, write units', consumedUnitsMax, costs.consumed.writeUnits),
    ...(['limits', 'grants'] as const).map((what) =>
      atMost(
        `20 ${what}, write units of a debit against one without`,
        besideManyMax,
        costs[what].writeUnits / costs.plain.writeUnits,
        'times',
      ),
    ),
    timesTextbook(figures),
  ];
}

function boundsOf({ name, bounds }: Case, ours: ContentionRow): readonly Gate[] {
  const { p99MaxMs, perSecondMin, writeUnitsMax, givenUpShareMax } = bounds;
  const asked = ours.done + ours.unavailable + ours.givenUp + ours.refused;
  return [
    ...(p99MaxMs === undefined ? [] : [atMost(`${name}, p99`, p99MaxMs, ours.p99Ms, 'ms')]),
    ...(perSecondMin === undefined ? [] : [atLeast(`${name}, a second`, perSecondMin, ours.perSecond)]),
    ...(writeUnitsMax === undefined ? [] : [atMost(`${name}, write units`, writeUnitsMax, ours.writeUnits)]),
    ...(givenUpShareMax === undefined
      ? []
      : [
          atMost(
            `${name}, given up once throttled ten times`,
            givenUpShareMax * 100,
            (ours.givenUp / asked) * 100,
            '%',
          ),
        ]),
  ];
}

/** Gates that hold for every row of ours. */
function trustOf({ cases, amid, costs, processes }: Figures): readonly Gate[] {
  const bounded = new Set(
    cases.filter(({ each }) => each.bounds.givenUpShareMax !== undefined).map(({ ours }) => ours),
  );
  const rows = [...cases.map(({ ours }) => ours), amid.debits, ...Object.values(costs), ...processes];
  const sum = (of: (row: ContentionRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return [
    atMost(
      'answered 503 because others were faster, every row',
      0,
      sum(({ unavailable }) => unavailable),
    ),
    atMost(
      'given up once throttled ten times, every other row',
      0,
      sum((row) => (bounded.has(row) ? 0 : row.givenUp)),
    ),
    atMost(
      'acknowledged changes that the ledger lacks, every row',
      0,
      sum(({ lost }) => lost),
    ),
    atMost(
      'changes that the ledger has twice, every row',
      0,
      sum(({ doubled }) => doubled),
    ),
    atMost(
      'findings of the ledger’s audit, every row',
      0,
      sum(({ findings }) => findings.length),
    ),
  ];
}

/** One process with all the workers on one account, against the textbook with as many. */
function timesTextbook({ cases, textbook }: Figures): Gate {
  const shared = cases.find(({ each }) => each.isOneProcess === true)?.ours.perSecond ?? Number.NaN;
  const theirs = textbook.find(({ name }) => name === `${sharedWorkers} workers`)?.perSecond ?? Number.NaN;
  const what = `${sharedWorkers} workers in one process, debits/s against the textbook`;
  return atLeast(what, timesTextbookMin, shared / theirs, 'times');
}

function atMost(what: string, max: number, measured: number, unit = ''): Gate {
  return { what, ...words('at most', max, measured, unit), verdict: measured <= max ? 'reached' : 'MISSED' };
}

function atLeast(what: string, min: number, measured: number, unit = ''): Gate {
  return { what, ...words('at least', min, measured, unit), verdict: measured >= min ? 'reached' : 'MISSED' };
}

function words(bound: string, target: number, measured: number, unit: string): Pick<Gate, 'target' | 'measured'> {
  const figure = Number.isInteger(measured) ? String(measured) : measured.toFixed(measured < 10 ? 2 : 0);
  return {
    target: `${bound} ${target} ${unit}`.trim(),
    measured: Number.isNaN(measured) ? 'not done' : `${figure} ${unit}`.trim(),
  };
}
