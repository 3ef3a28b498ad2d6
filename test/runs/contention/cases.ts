/** The cases to measure, and what each must show. */
import type { Arrivals } from './arrivals.ts';
import type { ChargeKind } from './writer.ts';

/** The bounds of a row. Beyond it, no row of ours may lose or double anything, or be answered 503 because others were faster. */
export interface Bounds {
  readonly p99MaxMs?: number;
  readonly perSecondMin?: number;
  readonly writeUnitsMax?: number;
  /** Share of what was asked for that may be given up once every try was throttled. */
  readonly givenUpShareMax?: number;
}

export interface Case {
  readonly name: string;
  readonly work: 'debit' | 'held work';
  readonly charge: ChargeKind;
  readonly arrivals: Arrivals;
  /** Before it is first used, evenly drawn; made for its debit when left out. */
  readonly keyAgeMs?: readonly [min: number, max: number];
  /** One process with all the workers, in place of a process for each. */
  readonly isOneProcess?: boolean;
  readonly repeats: number;
  readonly bounds: Bounds;
}

interface Effort {
  readonly seconds: number;
  readonly repeats: number;
}

export const fullEffort: Effort = { seconds: 10, repeats: 20 };
/** To try the bench itself. */
export const quickEffort: Effort = { seconds: 2, repeats: 4 };

export function casesOf({ seconds, repeats }: Effort): readonly Case[] {
  const debit = { work: 'debit', charge: 'amount' } as const;
  const burst = (size: number, p99MaxMs: number): Case => {
    const arrivals = { kind: 'burst', size } as const;
    return { name: `burst of ${size}`, ...debit, arrivals, repeats, bounds: { p99MaxMs } };
  };
  const closed = (workers: number, bounds: Bounds): Case => {
    const arrivals = { kind: 'closed', workers, seconds } as const;
    return { name: `${workers} workers`, ...debit, arrivals, repeats: 1, bounds };
  };
  const open = (perSecond: number, bounds: Bounds): Case => {
    const arrivals = { kind: 'open', perSecond, seconds } as const;
    return { name: `${perSecond}/s`, ...debit, arrivals, repeats: 1, bounds };
  };
  const held = (workers: number, bounds: Bounds): Case => ({
    ...closed(workers, bounds),
    name: `${workers} workers, authorize + 40 ms + capture`,
    work: 'held work',
  });
  const inTwoLines = (each: Case): Case => ({
    ...each,
    name: `${each.name}, two usage lines`,
    charge: 'two lines',
    bounds: {},
  });
  return [
    burst(20, 40),
    burst(50, 120),
    burst(100, 400),
    closed(4, { perSecondMin: 450, givenUpShareMax: 0 }),
    closed(16, { perSecondMin: 400, givenUpShareMax: 0 }),
    closed(64, { perSecondMin: 400, givenUpShareMax: 0.005 }),
    closed(256, { perSecondMin: 300, givenUpShareMax: 0.05 }),
    open(100, { p99MaxMs: 30, writeUnitsMax: 1.6 }),
    open(200, { p99MaxMs: 40, writeUnitsMax: 1.6 }),
    open(400, { p99MaxMs: 60, writeUnitsMax: 2 }),
    { ...open(300, { p99MaxMs: 60 }), name: '300/s, keys 0.5 to 5 s old', keyAgeMs: [500, 5_000] },
    held(16, { perSecondMin: 150, p99MaxMs: 350 }),
    held(64, {}),
    inTwoLines(burst(50, 0)),
    inTwoLines(closed(16, {})),
    inTwoLines(open(200, {})),
    { ...closed(64, {}), name: '64 workers in one process', isOneProcess: true },
  ];
}

/** The same loads for the textbook, as far as it knows them. */
export function textbookCasesOf(cases: readonly Case[]): readonly Case[] {
  return cases.filter(
    ({ work, charge, keyAgeMs, isOneProcess }) =>
      work === 'debit' && charge === 'amount' && keyAgeMs === undefined && isOneProcess !== true,
  );
}
