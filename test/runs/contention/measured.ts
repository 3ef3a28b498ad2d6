/** The figures of one load. */
import type { Books } from './books.ts';
import type { Traffic } from './latent-table.ts';
import type { LoadResult } from './load.ts';

export interface ContentionRow {
  readonly name: string;
  readonly subject: string;
  /** Work that was acknowledged. */
  readonly done: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly unavailable: number;
  readonly givenUp: number;
  readonly refused: number;
  /** For each that was acknowledged, with what those cost that weren't. */
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly calls: number;
  readonly throttled: number;
  readonly lost: number;
  readonly doubled: number;
  readonly findings: readonly string[];
}

export type CheckedBooks = Pick<Books, 'lost' | 'doubled' | 'findings'>;

/** One row of several loads of the same kind, each with its books. */
export function contentionRow(
  names: Pick<ContentionRow, 'name' | 'subject'>,
  loads: readonly { readonly load: LoadResult; readonly traffic: Traffic; readonly books: CheckedBooks }[],
): ContentionRow {
  const sum = (of: (each: (typeof loads)[number]) => number): number =>
    loads.reduce((total, each) => total + of(each), 0);
  const latencies = loads.flatMap(({ load }) => load.latenciesMs).sort((a, b) => a - b);
  const done = latencies.length;
  return {
    ...names,
    done,
    perSecond: (sum(({ load }) => load.inTime) * 1_000) / sum(({ load }) => load.ms),
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    unavailable: sum(({ load }) => load.unavailable),
    givenUp: sum(({ load }) => load.givenUp),
    refused: sum(({ load }) => load.refused),
    writeUnits: sum(({ traffic }) => traffic.writeUnits) / done,
    readUnits: sum(({ traffic }) => traffic.readUnits) / done,
    calls: sum(({ traffic }) => traffic.calls) / done,
    throttled: sum(({ traffic }) => traffic.throttled) / done,
    lost: sum(({ books }) => books.lost),
    doubled: sum(({ books }) => books.doubled),
    findings: loads.flatMap(({ books }) => books.findings),
  };
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
