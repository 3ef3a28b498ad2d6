/**
 * An account as of an instant: the newest entry by then says the balance, and grants and limits follow from the entries since a
 * checkpoint. The stream's consumer keeps one every few hundred entries, so that is what an answer reads. Of a ledger from before
 * there were any, each request goes on where the one before it came to, and keeps what it passes.
 */
import type { Account } from '../../domain/account/account.ts';
import type { Quarantine } from '../../domain/account/quarantine.ts';
import { clockSkewMs } from '../../domain/decisions/occurred.ts';
import { done, invalid, type Outcome, refused } from '../../domain/decisions/outcome.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import type { Unprovable } from '../../domain/ledger/statement.ts';
import { present } from '../../domain/present.ts';
import type { Replayed } from '../../domain/projections/replay/replayed.ts';
import { accountBy, replayed } from '../../domain/projections/replay-account.ts';
import type { LoadedAccount } from '../../storage/account-item.ts';
import type { CreditStore } from '../../storage/store.ts';
import { ItemCorrupt } from '../../storage/table.ts';
import { currentAccount } from './current-account.ts';
import { mayPass } from './may-pass.ts';
import { soundEntry } from './sound-entry.ts';
import { keptEvery } from './sum-cycle.ts';

export interface AccountAt {
  readonly account: Account;
  /** The newest entry by then. */
  readonly through?: { readonly seq: number; readonly atMs: number };
  /** Why nothing changes the account today. */
  readonly quarantine?: Quarantine;
  /** Entries that can't be proved, and may have come by then too. */
  readonly unprovable?: readonly Unprovable[];
}

export interface AtQuestion {
  readonly accountId: string;
  /** Now when left out. */
  readonly atMs?: number;
}

/** Entries that are replayed between two checkpoints, where the consumer kept none. */
const checkpointsApart = 2 * keptEvery;
/** Entries that one request replays at most: a few tenths of a second's work. */
const entriesMax = 5 * checkpointsApart;

/** The account as it is now, or as it was. What lies ahead is nobody's to tell. */
export async function accountAt(
  store: CreditStore,
  { accountId, atMs }: AtQuestion,
  nowMs: number,
): Promise<Outcome<AccountAt>> {
  if (atMs !== undefined && atMs > nowMs + clockSkewMs) return invalid('at', 'must not lie in the future');
  const current = await currentAccount(store, accountId, nowMs);
  if (current === undefined) return refused({ reason: 'account-not-found' });
  const { account, loaded, quarantine } = current;
  const known = present({ quarantine });
  if (atMs === undefined) return done({ account, ...known });
  if (atMs >= account.lastAtMs) {
    const newestMs = loaded.log.entries.at(-1)?.atMs ?? account.lastAtMs;
    return done({ account, through: { seq: account.seq, atMs: newestMs }, ...known });
  }
  for (const checkpoint of [...(await store.checkpoints.readUntil(accountId, atMs)), undefined]) {
    const found = await replayFrom(store, loaded, checkpoint, atMs);
    if (found !== undefined) return found.kind === 'done' ? done({ ...found.value, ...known }) : found;
  }
  return refused({ reason: 'account-not-found' });
}

/** Undefined where the ledger isn't the checkpoint's, or had no entry by then. */
async function replayFrom(
  store: CreditStore,
  loaded: LoadedAccount,
  checkpoint: Account | undefined,
  atMs: number,
): Promise<Outcome<AccountAt> | undefined> {
  if (checkpoint !== undefined && !mayPass(loaded.account, { seq: checkpoint.seq, hash: checkpoint.headHash }))
    return undefined;
  let state: Replayed | undefined = checkpoint && { account: checkpoint, holds: new Map(), purchases: new Map() };
  let entryMs = checkpoint?.lastAtMs;
  const unprovable: Unprovable[] = [];
  const passed = new Map<number, Entry>();
  const kept: Account[] = [];
  const onFault = (fault: Unprovable): void => {
    unprovable.push(fault);
  };
  const from = (checkpoint?.seq ?? 0) + 1;
  for await (const entry of store.entriesFrom(loaded, from, 'ascending', { onFault })) {
    // Nothing is built on what is missing.
    if (unprovable.length > 0) break;
    if (entry.seq === from && checkpoint !== undefined && entry.previousHash !== checkpoint.headHash) return undefined;
    if (entry.atMs > atMs) break;
    if (passed.size === entriesMax) {
      await store.checkpoints.keep(kept);
      return refused({ reason: 'history-pending' });
    }
    const undone = await undoneBy(store, loaded, { entry, passed });
    state = replayed(state, entry, { plans: new Map(), rateCards: [], ...present({ undone }) });
    entryMs = entry.atMs;
    passed.set(entry.seq, entry);
    if (passed.size % checkpointsApart === 0 && entry.seq <= loaded.log.filed.seq) kept.push(state.account);
  }
  if (kept.length > 0) await store.checkpoints.keep(kept);
  if (state === undefined || entryMs === undefined) {
    const [fault] = unprovable;
    if (fault !== undefined) throw new ItemCorrupt(fault.finding);
    return undefined;
  }
  const through = { seq: state.account.seq, atMs: entryMs };
  const proved = unprovable.length === 0 ? {} : { unprovable };
  return done({ account: accountBy(state.account, atMs), through, ...proved });
}

/** The entry that one takes back, which says more of that than it does itself. */
async function undoneBy(
  store: CreditStore,
  loaded: LoadedAccount,
  { entry, passed }: { readonly entry: Entry; readonly passed: ReadonlyMap<number, Entry> },
): Promise<Entry | undefined> {
  if (entry.type !== 'reversal' && entry.type !== 'chargeback') return undefined;
  return passed.get(entry.reverses) ?? soundEntry(store, loaded, entry.reverses);
}
