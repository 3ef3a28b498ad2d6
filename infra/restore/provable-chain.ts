/**
 * The entries of a restored account that prove themselves: from the first on, each naming the hash of the one before, whether it
 * stands in a segment or still in the account's own item. What follows a gap proves nothing, and is not among them.
 */
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import { genesisHash } from '../../shared/domain/ledger/record.ts';
import type { Replayed, ReplayRules } from '../../shared/domain/projections/replay/replayed.ts';
import { replayed } from '../../shared/domain/projections/replay-account.ts';
import type { LoadedAccount } from '../../shared/storage/account-item.ts';
import { filedUpFrom, lastFiled } from '../../shared/storage/ledger.ts';
import type { Table } from '../../shared/storage/table.ts';

export interface ProvableChain {
  /** Those that stand in segments. */
  readonly filed: readonly Entry[];
  /** Those that follow, and stand in the account's own item alone. */
  readonly unfiled: readonly Entry[];
  /** The account that all of them come to; undefined where not even the first is left. */
  readonly end: Replayed | undefined;
}

export async function provableChain(
  table: Table,
  { accountId, loaded }: { readonly accountId: string; readonly loaded: LoadedAccount | undefined },
  rules: ReplayRules,
): Promise<ProvableChain> {
  let end: Replayed | undefined;
  const follow = (entry: Entry): boolean => {
    const { seq, headHash } = end?.account ?? { seq: 0, headHash: genesisHash };
    if (entry.seq !== seq + 1 || entry.previousHash !== headHash) return false;
    end = replayed(end, entry, rules);
    return true;
  };
  const filed: Entry[] = [];
  const range = { accountId, seq: 1, onFault: () => {} };
  for await (const entry of filedUpFrom(table, range, await lastFiled(table, accountId))) {
    if (!follow(entry)) break;
    filed.push(entry);
  }
  const unfiled = (loaded?.log.entries ?? []).filter(follow);
  return { filed, unfiled, end };
}
