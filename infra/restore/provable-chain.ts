/**
 * The entries of a restored account that prove themselves: from the first on, each naming the hash of the one before, whether it
 * stands in a segment or still in the account's own item. What follows a gap proves nothing, and is not among them.
 */
import type { Account } from '../../shared/domain/account/account.ts';
import { standingIn } from '../../shared/domain/account/withdrawn.ts';
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import { genesisHash } from '../../shared/domain/ledger/record.ts';
import { present } from '../../shared/domain/present.ts';
import type { Replayed, ReplayRules } from '../../shared/domain/projections/replay/replayed.ts';
import { replayed } from '../../shared/domain/projections/replay-account.ts';
import type { LoadedAccount } from '../../shared/storage/account-item.ts';
import { filedUpFrom, lastFiled } from '../../shared/storage/ledger.ts';
import { repairsIn } from '../../shared/storage/provable.ts';
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
  // A limit counts what is taken back as it counted it then.
  const bySeq = new Map<number, Entry>();
  const follow = (entry: Entry): boolean => {
    const { seq, headHash } = end?.account ?? { seq: 0, headHash: genesisHash };
    const isNext = entry.seq === seq + 1 || entry.withdraws?.first === seq + 1;
    if (!isNext || entry.previousHash !== headHash) return false;
    const undone = 'reverses' in entry && entry.reverses !== undefined ? bySeq.get(entry.reverses) : undefined;
    end = replayed(end, entry, { ...rules, ...present({ undone }) });
    bySeq.set(entry.seq, entry);
    return true;
  };
  const filed: Entry[] = [];
  const last = await lastFiled(table, accountId);
  // What a repair withdrew is no part of it, and may be damaged.
  const withdrawn = loaded === undefined ? await repairsIn(table, accountId, last) : loaded.account.withdrawn;
  for await (const entry of standingUpTo(table, { accountId, withdrawn, last })) {
    if (!follow(entry)) break;
    filed.push(entry);
  }
  const unfiled = (loaded?.log.entries ?? []).filter(follow);
  return { filed, unfiled, end };
}

interface StandingPart {
  readonly accountId: string;
  readonly withdrawn: Account['withdrawn'];
  readonly last: number;
}

async function* standingUpTo(table: Table, { accountId, withdrawn, last }: StandingPart): AsyncGenerator<Entry> {
  for (const { first, last: end } of standingIn(withdrawn, { first: 1, last }))
    yield* filedUpFrom(table, { accountId, seq: first, onFault: () => {} }, end);
}
