/** An account's books after a load: each acknowledged change once, each unanswered one at most once. */
import { balanceOf } from '../../../shared/domain/account/account.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { verifyLedger } from '../../../shared/domain/ledger/verify-ledger.ts';
import type { CreditStore } from '../../../shared/storage/store.ts';
import type { Tally } from './tally.ts';

export interface Books {
  readonly lost: number;
  readonly doubled: number;
  /** Empty when the ledger is whole and leads to the balance. */
  readonly findings: readonly string[];
  readonly entries: readonly Entry[];
}

export async function checkBooks(
  store: CreditStore,
  accountId: string,
  { acknowledged, unanswered }: Pick<Tally, 'acknowledged' | 'unanswered'>,
): Promise<Books> {
  const loaded = await store.readAccount(accountId);
  if (loaded === undefined) throw new Error('the account is gone');
  const entries = await Array.fromAsync(store.entriesFrom(loaded, 1, 'ascending'));
  const times = new Map<string, number>();
  for (const { idempotencyKey } of entries)
    if (idempotencyKey !== undefined) times.set(idempotencyKey, (times.get(idempotencyKey) ?? 0) + 1);
  const { findings, folded } = verifyLedger(entries);
  const { available } = balanceOf(loaded.account);
  return {
    lost: acknowledged.filter((key) => !times.has(key)).length,
    doubled: [...acknowledged, ...unanswered].filter((key) => (times.get(key) ?? 0) > 1).length,
    findings:
      Number(folded.available) === available
        ? findings
        : [...findings, `the entries lead to ${folded.available}, the account says ${available}`],
    entries,
  };
}
