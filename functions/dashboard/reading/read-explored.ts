/** Usage that the entries tell, page by page: sums of all pages are added up in whole microcredits before anything is shown. */
import type { ReadUsageQuery } from '../../../shared/client/api/requests/insight.ts';
import type { Answer, CreditsClient } from '../../../shared/client/credits-client.ts';
import { present } from '../../../shared/domain/present.ts';
import { sumOfCredits } from '../writing/credits.ts';
import type { UsageReport } from './shapes.ts';

/** A question for the entries; those that count nothing and filter nothing are for the roll-ups. */
export type ExploredQuery = ReadUsageQuery & { readonly counts: 'true' };

/** Entries that are added up here: 20 requests of the service or more. Beyond them nothing is shown but that it is too much. */
export const entriesMax = 200_000;

type Row = UsageReport['rows'][number];
type Group = NonNullable<UsageReport['comparison']>['groups'][number];
type Explored = NonNullable<UsageReport['explored']>;
type Sums = Explored['totals']['now'];

export interface Progress {
  readonly read: number;
  readonly inAll: number;
}

interface Asked {
  readonly accountId: string;
  readonly query: ExploredQuery;
  /** Told after each page; answers whether anybody still waits for the rest. */
  readonly onPage: (progress: Progress) => boolean;
}

/** The whole report. One with a `nextCursor` is beyond the bound: its sums are of no use. */
export async function readExplored(
  client: CreditsClient,
  { accountId, query, onPage }: Asked,
): Promise<Answer<UsageReport>> {
  const first = await client.readUsage({ accountId, query });
  if (first.kind === 'refused') return first;
  const pages = [first.value];
  let last = first.value;
  const isTooMuch = (last.explored?.entries.inAll ?? 0) > entriesMax;
  while (!isTooMuch && last.nextCursor !== undefined) {
    if (last.explored !== undefined && !onPage(last.explored.entries)) break;
    const page = await client.readUsage({ accountId, query: { ...query, cursor: last.nextCursor } });
    if (page.kind === 'refused') return page;
    last = page.value;
    pages.push(last);
  }
  return { ...first, value: { ...together(pages, first.value), ...present({ nextCursor: last.nextCursor }) } };
}

const largestMax = 10;

function together(pages: readonly UsageReport[], first: UsageReport): UsageReport {
  const { nextCursor: _first, comparison, explored, ...report } = first;
  if (pages.length === 1 || comparison === undefined || explored === undefined) return first;
  const explorations = pages.flatMap((page) => page.explored ?? []);
  const partial = pages.find((page) => page.partial === true)?.partial;
  return {
    ...report,
    ...present({ partial }),
    rows: addedUp(
      pages.flatMap(({ rows }) => rows),
      ({ start, key, rest }) => JSON.stringify([start, key, rest]),
      sumOfRows,
    ),
    comparison: {
      ...comparison,
      groups: addedUp(
        pages.flatMap((page) => page.comparison?.groups ?? []),
        ({ key, rest, split }) => JSON.stringify([key, rest, split]),
        sumOfGroups,
      ),
    },
    explored: {
      totals: explorations.map(({ totals }) => totals).reduce(sumOfTotals),
      largest: explorations
        .flatMap(({ largest }) => largest)
        .toSorted((a, b) => b.credits - a.credits || a.seq - b.seq)
        .slice(0, largestMax),
      entries: explorations.at(-1)?.entries ?? explored.entries,
    },
  };
}

function addedUp<Line>(
  lines: readonly Line[],
  keyOf: (line: Line) => string,
  sumOf: (a: Line, b: Line) => Line,
): readonly Line[] {
  const sums = new Map<string, Line>();
  for (const line of lines) {
    const key = keyOf(line);
    const known = sums.get(key);
    sums.set(key, known === undefined ? line : sumOf(known, line));
  }
  return [...sums.values()];
}

function sumOfRows(a: Row, b: Row): Row {
  return { ...a, ...sumOfSums(a, b) };
}

function sumOfGroups(a: Group, b: Group): Group {
  const counts = a.counts && b.counts && sumOfTotals(a.counts, b.counts);
  return {
    ...a,
    credits: sumOfCredits([a.credits, b.credits]),
    previous: sumOfCredits([a.previous, b.previous]),
    ...present({ counts }),
  };
}

function sumOfTotals(a: Explored['totals'], b: Explored['totals']): Explored['totals'] {
  return { now: sumOfSums(a.now, b.now), previous: sumOfSums(a.previous, b.previous) };
}

function sumOfSums(a: Partial<Sums> & Pick<Sums, 'credits'>, b: Partial<Sums> & Pick<Sums, 'credits'>): Sums {
  return {
    credits: sumOfCredits([a.credits, b.credits]),
    requests: (a.requests ?? 0) + (b.requests ?? 0),
    quantity: sumOfCredits([a.quantity ?? 0, b.quantity ?? 0]),
  };
}
