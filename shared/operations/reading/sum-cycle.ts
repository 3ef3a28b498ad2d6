/**
 * Sums a cycle up: from where its sums are kept on, or from its first entry. So a statement reads what came since, however long
 * its cycle is; and one whose sums are lost, or older than sums are, is summed up in as many steps as that takes.
 *
 * Kept are sums of filed entries alone, at the entry whose hash they name. Those of another ledger than this one, as after a
 * repair, are made anew, and so are those that passed over what can be read by now.
 */
import type { Entry } from '../../domain/ledger/entry.ts';
import { emptyBalance, type Unprovable } from '../../domain/ledger/statement.ts';
import { addToSums, type CycleSums, isNextOf, openCycleSums } from '../../domain/projections/cycle-sums.ts';
import type { LoadedAccount } from '../../storage/account-item.ts';
import type { CreditStore } from '../../storage/store.ts';
import { type StoredSums, sumsItem } from '../../storage/sums.ts';
import { ItemCorrupt } from '../../storage/table.ts';
import type { Item } from '../../storage/table-keys.ts';
import { firstEntryOfCycle } from './first-entry-of-cycle.ts';
import { mayPass } from './may-pass.ts';
import { soundEntry } from './sound-entry.ts';

/** Entries after which sums are kept again: so many a statement adds to them, and as many more as one delivery brings. */
export const keptEvery = 256;

export interface SummedCycle {
  readonly sums: CycleSums;
  /** False where there is more than was read. */
  readonly isWhole: boolean;
}

interface Summing {
  readonly cycle: number;
  /** Entries that are read at most. */
  readonly entriesMax: number;
  /** So many entries that weren't in them are worth keeping: `keptEvery` when left out. */
  readonly worth?: number;
  /** Ends before what can't be read, rather than passing it over and naming it. */
  readonly endsAtFault?: true;
}

/** Undefined where the ledger has no entry of this cycle. */
export async function sumCycle(
  store: CreditStore,
  loaded: LoadedAccount,
  stored: StoredSums,
  summing: Summing,
): Promise<SummedCycle | undefined> {
  const { sums } = stored;
  if (sums !== undefined && (await isOf(store, loaded, sums))) {
    const summed = await goOn(store, loaded, { stored, from: sums }, summing);
    if (summed !== undefined) return summed;
  }
  const from = await openSums(store, loaded, summing.cycle);
  return from && goOn(store, loaded, { stored, from }, summing);
}

/** As far as the account tells; the entry that comes next says the rest. */
async function isOf(store: CreditStore, loaded: LoadedAccount, sums: CycleSums): Promise<boolean> {
  if (!mayPass(loaded.account, sums)) return false;
  const [fault] = sums.unprovable;
  return fault === undefined || (await soundEntry(store, loaded, fault.first)) === undefined;
}

async function openSums(store: CreditStore, loaded: LoadedAccount, cycle: number): Promise<CycleSums | undefined> {
  const first = await firstEntryOfCycle(store, loaded, cycle);
  if (first?.cycle !== cycle) return undefined;
  // The entry before the cycle, or the last before it that can be read.
  for await (const { after } of store.entriesFrom(loaded, first.seq - 1, 'descending', { onFault: () => {} }))
    return openCycleSums(first, after);
  return openCycleSums(first, emptyBalance);
}

interface Start {
  readonly stored: StoredSums;
  readonly from: CycleSums;
}

/** Undefined where the next entry doesn't follow. */
async function goOn(
  store: CreditStore,
  loaded: LoadedAccount,
  { stored, from }: Start,
  { cycle, entriesMax, worth = keptEvery, endsAtFault }: Summing,
): Promise<SummedCycle | undefined> {
  const { accountId } = loaded.account;
  const filedSeq = loaded.log.filed.seq;
  let sums = from;
  let item: Item | undefined;
  let count = 0;
  let isWhole = true;
  const onFault = (fault: Unprovable): void => {
    const before = sums.unprovable.filter(({ last }) => last < fault.first);
    sums = { ...sums, unprovable: [...before, fault] };
  };
  const entries = store.entriesFrom(loaded, sums.seq + 1, 'ascending', endsAtFault ? {} : { onFault });
  for await (const entry of endsAtFault ? untilFault(entries) : entries) {
    if (count === 0 && !isNextOf(sums, entry)) return undefined;
    isWhole = entry.cycle !== cycle || count < entriesMax;
    if (entry.cycle !== cycle || !isWhole) break;
    if (item === undefined && entry.seq > filedSeq && count >= worth) item = sumsItem(accountId, stored, sums);
    sums = addToSums(sums, entry);
    count += 1;
  }
  if (item === undefined && sums.seq <= filedSeq && count >= worth) item = sumsItem(accountId, stored, sums);
  if (item !== undefined) await store.sums.keep(stored, item);
  return { sums, isWhole };
}

async function* untilFault(entries: AsyncGenerator<Entry>): AsyncGenerator<Entry> {
  try {
    yield* entries;
  } catch (cause) {
    if (!(cause instanceof ItemCorrupt)) throw cause;
  }
}
