/** A page of usage told by entries: so many of them are looked at, and its sums add up with those of the pages before and after. */

import { usageWindowDaysMax } from '../../domain/catalogue/plan.ts';
import type { Cycle } from '../../domain/cycle.ts';
import { present } from '../../domain/present.ts';
import {
  addEntryUsage,
  type EntryUsage,
  type EntryUsageTerms,
  openEntryUsage,
} from '../../domain/projections/entry-usage.ts';
import type { UsageScope } from '../../domain/projections/usage-trend.ts';
import { dayMs } from '../../domain/time.ts';
import type { LoadedAccount } from '../../storage/account-item.ts';
import type { CreditStore } from '../../storage/store.ts';
import { firstEntryOfCycle } from './first-entry-of-cycle.ts';
import { firstSeqAt } from './first-seq-at.ts';
import { cycleOf } from './usage-scope.ts';

/** Entries that one page looks at: about 2.5 MB of ledger. */
const entriesMax = 10_000;
/** Sums that one page tells: about 1 MB. */
const sumsMax = 4_000;

/** The entries that may count, the first and the last of them included. */
export interface EntryRange {
  readonly first: number;
  readonly last: number;
}

/** The entries of a report and of the time before it, as far as the ledger goes. Usage told late is among them. */
export async function rangeOfEntries(
  store: CreditStore,
  loaded: LoadedAccount,
  { scope, previous }: Pick<EntryUsageTerms, 'scope' | 'previous'>,
): Promise<EntryRange> {
  const newest = loaded.account.seq;
  const [first, next] = await Promise.all([
    firstOf(store, loaded, previous ?? scope),
    scope.kind === 'cycle'
      ? firstOfCycle(store, loaded, scope.cycle.index + 1)
      : firstSeqAt(store, loaded, scope.toMs + usageWindowDaysMax * dayMs),
  ]);
  return { first, last: Math.min(newest, next - 1) };
}

function firstOf(store: CreditStore, loaded: LoadedAccount, scope: UsageScope): Promise<number> {
  return scope.kind === 'cycle'
    ? firstOfCycle(store, loaded, scope.cycle.index)
    : firstSeqAt(store, loaded, scope.fromMs);
}

async function firstOfCycle(store: CreditStore, loaded: LoadedAccount, index: number): Promise<number> {
  return (await firstEntryOfCycle(store, loaded, index))?.seq ?? loaded.account.seq + 1;
}

export interface EntryUsagePage {
  readonly usage: EntryUsage;
  /** The entry that the next page begins with; undefined on the last. */
  readonly next?: number;
  /** Some entries can't be proved, and are left out. */
  readonly isPartial?: true;
}

export async function usageOfEntries(
  store: CreditStore,
  loaded: LoadedAccount,
  { terms, from, last }: { readonly terms: EntryUsageTerms; readonly from: number; readonly last: number },
): Promise<EntryUsagePage> {
  const usage = openEntryUsage();
  const cycles = cyclesOf(store, loaded, terms);
  let isPartial: true | undefined;
  const onFault = (): void => {
    isPartial = true;
  };
  let lookedAt = 0;
  for await (const entry of store.entriesFrom(loaded, from, 'ascending', { onFault })) {
    if (entry.seq > last) break;
    if (lookedAt === entriesMax || usage.rows.size + usage.groups.size >= sumsMax)
      return { usage, next: entry.seq, ...present({ isPartial }) };
    lookedAt += 1;
    addEntryUsage(usage, entry, terms, await cycles(entry.cycle));
  }
  return { usage, ...present({ isPartial }) };
}

/** The cycles that entries name, looked up where rows are of cycles and once each. */
function cyclesOf(
  store: CreditStore,
  loaded: LoadedAccount,
  { scope, interval }: EntryUsageTerms,
): (index: number) => Promise<Cycle> | Cycle {
  const known = new Map<number, Promise<Cycle>>();
  return (index) => {
    if (scope.kind === 'cycle') return scope.cycle;
    if (interval !== 'cycle') return { index, startMs: 0, endMs: 0 };
    const found =
      known.get(index) ??
      cycleOf(store, loaded, index).then((cycle) => cycle ?? { index, startMs: scope.fromMs, endMs: scope.toMs });
    known.set(index, found);
    return found;
  };
}
