/** The commits of a ledger as the table's stream tells them, with its filed entries in a table. */
import type { Account } from '../../../shared/domain/account/account.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { genesisHash } from '../../../shared/domain/ledger/record.ts';
import { present } from '../../../shared/domain/present.ts';
import { cycleCaller } from '../../../shared/domain/transitions/transition.ts';
import type { Commit } from '../../../shared/operations/reading/commit.ts';
import { emptyLog, type LoadedAccount } from '../../../shared/storage/account-item.ts';
import { encodeEntries } from '../../../shared/storage/entry-text.ts';
import { fileLog } from '../../../shared/storage/filing.ts';
import type { Table } from '../../../shared/storage/table.ts';

/** A commit is a request's entry with what had become due before it. `files` is asked whether the log is filed with one. */
export async function streamOf(
  table: Table,
  { account, entries }: { readonly account: Account; readonly entries: readonly Entry[] },
  files: () => boolean,
): Promise<readonly Commit[]> {
  const commits: Commit[] = [];
  let before: LoadedAccount | undefined;
  let added: Entry[] = [];
  for (const entry of entries) {
    added.push(entry);
    if (entry.caller === cycleCaller) continue;
    if (before !== undefined && files()) {
      await fileLog(table, { accountId: account.accountId, log: before.log, isKeyless: false }, entry.atMs);
      before = { ...before, log: { ...emptyLog, filed: { seq: before.account.seq, hash: before.account.headHash } } };
    }
    const log = before?.log ?? { ...emptyLog, filed: { seq: 0, hash: genesisHash } };
    const logEntries = [...log.entries, ...added];
    const after: LoadedAccount = {
      account: { ...account, seq: entry.seq, headHash: entry.hash },
      version: commits.length + 1,
      log: { ...log, entries: logEntries, entryTexts: encodeEntries(logEntries) },
    };
    const previous = commits.at(-1)?.after;
    commits.push({ ...present({ before: previous }), after });
    before = after;
    added = [];
  }
  return commits;
}
