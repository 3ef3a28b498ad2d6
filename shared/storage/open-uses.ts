/** The fates of uses of a promotion code that were claimed: what the ledger of whoever claimed one says of it. */
import { promotionMark } from '../domain/ledger/mark.ts';
import { dayMs } from '../domain/time.ts';
import type { LoadedAccount } from './account-item.ts';
import { filedEntry } from './ledger.ts';
import { entryInLog, filedMark, keyInLog, markInLog } from './look-up.ts';
import { decodeKey, forgottenAtMs, type KeyRecord } from './note.ts';
import type { Budget, OpenUse } from './promotion-item.ts';
import { readAccount } from './sight.ts';
import type { Table } from './table.ts';
import { keyKey } from './table-keys.ts';

/** No request takes as long, and no two clocks differ by as much: nothing under its key by then, and nothing is to come. */
const onItsWayMs = dayMs;

/** A redemption that is about to be tried, of an account that exists. */
export interface Redeemer {
  readonly code: string;
  readonly accountId: string;
  readonly idempotencyKey: string;
}

/** Tells whether the account has redeemed the code, or the key has its answer. The account is read first, then the side items (W3). */
export async function needsNoUse(
  table: Table,
  { code, accountId, idempotencyKey }: Redeemer,
  nowMs: number,
): Promise<boolean> {
  const loaded = await readAccount(table, accountId);
  // Only an account that exists remembers its answers, and only by those is it known what became of a use.
  if (loaded === undefined) return true;
  const mark = promotionMark(code);
  if (markInLog(loaded.log, mark) !== undefined) return true;
  if ((await recordOf(table, loaded, { key: idempotencyKey, nowMs })) !== undefined) return true;
  return (await filedMark(table, loaded.account, mark)) !== undefined;
}

/** The budget without the open uses of which it is known what became of them. */
export async function withoutSettled(table: Table, budget: Budget, nowMs: number): Promise<Budget> {
  let { left, open } = budget;
  for (const each of budget.open) {
    const fate = await fateOf(table, each, { code: budget.promotion.code, nowMs });
    if (fate === 'open') continue;
    open = open.filter(({ use }) => use !== each.use);
    if (fate === 'given-back') left += 1;
  }
  return open === budget.open ? budget : { ...budget, left, open };
}

async function fateOf(
  table: Table,
  { accountId, key, use, atMs }: OpenUse,
  { code, nowMs }: { readonly code: string; readonly nowMs: number },
): Promise<'spent' | 'given-back' | 'open'> {
  const loaded = await readAccount(table, accountId);
  if (loaded === undefined) return 'given-back';
  // Not by its key: one that says when it was made has no item once it is filed.
  const mark = promotionMark(code);
  const redeemed = markInLog(loaded.log, mark) ?? (await filedMark(table, loaded.account, mark));
  if (redeemed === undefined) {
    const record = await recordOf(table, loaded, { key, nowMs });
    return record !== undefined || nowMs - atMs >= onItsWayMs ? 'given-back' : 'open';
  }
  const entry = entryInLog(loaded.log, redeemed.seq) ?? (await filedEntry(table, accountId, redeemed.seq));
  if (entry === undefined) return 'open';
  return entry.promotion?.use === use ? 'spent' : 'given-back';
}

/** The answer under a key of an account; one that is forgotten says nothing. */
async function recordOf(
  table: Table,
  { account: { accountId }, log }: LoadedAccount,
  { key, nowMs }: { readonly key: string; readonly nowMs: number },
): Promise<KeyRecord | undefined> {
  const logged = keyInLog(log, key, nowMs);
  if (logged !== undefined) return logged;
  const item = await table.get(keyKey(accountId, key));
  const filed = item === undefined ? undefined : decodeKey(item);
  return filed?.kind === 'note' && forgottenAtMs(filed.note) <= nowMs ? undefined : filed;
}
