/** Usage that roll-ups can't tell, page by page from the entries: filtered, split, or with its requests and quantities counted. */

import type { Entry } from '../../domain/ledger/entry.ts';
import { present } from '../../domain/present.ts';
import type { Counted, CountedGroup, CountedRow, EntryUsageTerms } from '../../domain/projections/entry-usage.ts';
import type { UsageScope } from '../../domain/projections/usage-trend.ts';
import { dayMs } from '../../domain/time.ts';
import type { CreditStore } from '../../storage/store.ts';
import type { CurrentAccount } from './bring-current.ts';
import { rangeOfEntries, usageOfEntries } from './usage-of-entries.ts';
import { scopeBefore } from './usage-scope.ts';

export interface ExploredUsage {
  readonly rows: readonly CountedRow[];
  readonly previous: UsageScope | undefined;
  readonly groups: readonly CountedGroup[];
  readonly totals: { readonly now: Counted; readonly before: Counted };
  readonly largest: readonly Entry[];
  /** Entries looked at by this page and those before it, of how many. */
  readonly entries: { readonly read: number; readonly inAll: number };
  readonly through: { readonly seq: number; readonly atMs: number };
  readonly next?: string;
  readonly isPartial?: true;
}

/** Where a page begins, and what all pages of a report have in common: numbers in this order. */
export interface ExploredPosition {
  readonly from: number;
  readonly first: number;
  readonly last: number;
  readonly nowMs: number;
  readonly throughSeq: number;
  readonly throughMs: number;
  /** The present cycle when it was begun. */
  readonly cycle: number;
}

/** Clocks are not that far apart. */
const aheadMaxMs = dayMs;

/** Undefined for what is no position, or one of a time to come. */
export function exploredPosition(text: string, nowMs: number): ExploredPosition | undefined {
  const [from = 0, first = 0, last = 0, atMs = 0, throughSeq = 0, throughMs = 0, cycle = 0] = text
    .split('.')
    .map(Number);
  const position: ExploredPosition = { from, first, last, nowMs: atMs, throughSeq, throughMs, cycle };
  return Object.values(position).every(Number.isSafeInteger) && atMs <= nowMs + aheadMaxMs ? position : undefined;
}

/** The page from a position on, or the first. */
export async function exploredUsage(
  store: CreditStore,
  current: CurrentAccount,
  asked: Omit<EntryUsageTerms, 'previous'> & { readonly position: ExploredPosition | undefined },
): Promise<ExploredUsage> {
  const { loaded, account } = current;
  const { scope, position: begun } = asked;
  const nowMs = begun?.nowMs ?? current.nowMs;
  const previous = await scopeBefore(store, loaded, { scope, nowMs });
  const terms = { ...asked, previous };
  const range = begun ?? (await rangeOfEntries(store, loaded, terms));
  const through = { seq: begun?.throughSeq ?? account.seq, atMs: begun?.throughMs ?? account.lastAtMs };
  const { first, last } = range;
  const page = await usageOfEntries(store, loaded, { terms, from: begun?.from ?? first, last });
  const { usage, next } = page;
  return {
    rows: inOrder(usage.rows),
    previous,
    groups: inOrder(usage.groups),
    totals: usage.totals,
    largest: usage.largest,
    entries: { read: (next ?? last + 1) - first, inAll: Math.max(0, last - first + 1) },
    through,
    ...present({ isPartial: page.isPartial }),
    ...(next === undefined
      ? {}
      : { next: [next, first, last, nowMs, through.seq, through.atMs, begun?.cycle ?? account.cycle.index].join('.') }),
  };
}

function inOrder<Sum>(sums: ReadonlyMap<string, Sum>): readonly Sum[] {
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}
