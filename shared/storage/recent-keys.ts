/**
 * The keys of an account's newest entries, as far back as this process was asked for one. A key without an item is found by
 * its time, among all entries of ten seconds: thousands, of an account that is charged so often. Each is read once, and what
 * follows is added as it comes; for whoever waits behind others asks again and again.
 *
 * A run holds only as long as the account, which is read before, goes on from it by its hashes: a ledger that was rolled back is
 * read anew.
 */
import { readableIn } from '../domain/account/withdrawn.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { LoadedAccount, Log } from './account-item.ts';
import { addFirst, addLast, type KeyRun, runAfter, runMax, seqOf } from './key-run.ts';
import { filedDownFrom, filedEntry, filedUnder, filedUpFrom } from './ledger.ts';
import { keyTimeMs, nearMs } from './ordered-key.ts';
import type { ReadSegments } from './segments.ts';
import type { Table } from './table.ts';

export interface RecentKeys {
  /** The filed entry under a time-ordered key that has no item; the account was read before, and its log looked at. */
  filedUnder(loaded: LoadedAccount, sought: SoughtKey): Promise<Entry | undefined>;
  /** Adds the entries of an account as it was read or left, if they continue what is known of it. */
  see(loaded: LoadedAccount): void;
}

export interface SoughtKey {
  readonly idempotencyKey: string;
  readonly nowMs: number;
  /** How the account's segments are read for all keys that are sought at this moment. */
  readonly read: ReadSegments;
}

/** Older keys are found among their neighbours by themselves: few are asked for. */
const recentMs = 15_000;
/** A run that nobody asked about for so long isn't kept up any more. */
const forgottenMs = 60_000;
const accountsMax = 64;

export function createRecentKeys(table: Table): RecentKeys {
  const runs = new Map<string, { readonly run: KeyRun; readonly askedAtMs: number }>();

  /** The run of an account up to what is filed, back to a time; undefined where that is too far. */
  async function reaching(accountId: string, log: Log, { fromMs, nowMs }: Reach): Promise<KeyRun | undefined> {
    const known = runs.get(accountId)?.run;
    const run = known !== undefined && isContinuedBy(known, log) ? known : runAfter(log.filed);
    runs.delete(accountId);
    if (!(await catchUp(table, run, accountId, log)) || !(await reachBack(table, run, accountId, fromMs)))
      return undefined;
    runs.set(accountId, { run, askedAtMs: nowMs });
    const [oldest] = runs.keys();
    if (runs.size > accountsMax && oldest !== undefined) runs.delete(oldest);
    return run;
  }

  return {
    filedUnder: async ({ account: { accountId, withdrawn }, log }, { idempotencyKey, nowMs, read }) => {
      const keyMs = keyTimeMs(idempotencyKey);
      // A ledger of which some was given up is looked through part by part.
      const isRecent = withdrawn === undefined && keyMs !== undefined && nowMs - keyMs <= recentMs;
      const run = isRecent ? await reaching(accountId, log, { fromMs: keyMs - nearMs, nowMs }) : undefined;
      const parts = readableIn(withdrawn, { first: 1, last: log.filed.seq });
      if (run === undefined) return filedUnder(read, idempotencyKey, parts);
      const seq = seqOf(run, idempotencyKey);
      return seq === undefined ? undefined : filedEntry(table, accountId, seq);
    },
    see: ({ account, log }) => {
      const { accountId } = account;
      const { run, askedAtMs = 0 } = runs.get(accountId) ?? {};
      if (run === undefined || run.last.seq < log.filed.seq) return;
      if (!isContinuedBy(run, log) || account.lastAtMs - askedAtMs > forgottenMs) runs.delete(accountId);
      else for (const entry of log.entries) if (entry.seq === run.last.seq + 1) addLast(run, entry);
    },
  };
}

interface Reach {
  readonly fromMs: number;
  readonly nowMs: number;
}

/** True of a run that ends where this log begins or within it, or before: then what is filed between them tells. */
function isContinuedBy({ last }: KeyRun, { filed, entries }: Log): boolean {
  if (last.seq < filed.seq) return true;
  const hash = last.seq === filed.seq ? filed.hash : entries.find(({ seq }) => seq === last.seq)?.hash;
  return hash === last.hash;
}

/** Adds what was filed since; false where the run isn't what it continues, or where it is too much. */
async function catchUp(table: Table, run: KeyRun, accountId: string, { filed }: Log): Promise<boolean> {
  if (filed.seq - run.last.seq > runMax) return false;
  if (filed.seq <= run.last.seq) return true;
  for await (const entry of filedUpFrom(table, { accountId, seq: run.last.seq + 1 }, filed.seq)) {
    if (entry.previousHash !== run.last.hash) return false;
    addLast(run, entry);
  }
  return run.last.hash === filed.hash;
}

/** Adds what was filed before it, back to a time; false where that is too much. */
async function reachBack(table: Table, run: KeyRun, accountId: string, fromMs: number): Promise<boolean> {
  if (run.first.seq === 1 || run.first.atMs < fromMs) return true;
  let left = runMax / 2;
  for await (const entry of filedDownFrom(table, { accountId, seq: run.first.seq - 1 })) {
    addFirst(run, entry);
    if (entry.atMs < fromMs) return true;
    left -= 1;
    if (left === 0) return false;
  }
  return true;
}
