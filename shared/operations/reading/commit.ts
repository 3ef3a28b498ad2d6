import type { Entry } from '../../domain/ledger/entry.ts';
import type { LoadedAccount } from '../../storage/account-item.ts';

/** One write of an account item, as the stream tells it. */
export interface Commit {
  readonly before?: LoadedAccount;
  readonly after: LoadedAccount;
}

/** The account as of the newest of its commits. */
export function newestOf(commits: readonly Commit[]): LoadedAccount | undefined {
  let newest: LoadedAccount | undefined;
  for (const { after } of commits) if (newest === undefined || after.version > newest.version) newest = after;
  return newest;
}

/** The entries that commits tell of, by number. */
export function entriesIn(commits: readonly Commit[]): ReadonlyMap<number, Entry> {
  const found = new Map<number, Entry>();
  for (const { before, after } of commits)
    for (const entry of [...(before?.log.entries ?? []), ...after.log.entries]) found.set(entry.seq, entry);
  return found;
}
