import type { Microcredits } from '../../domain/amount.ts';
import type { RefusalRules } from '../../domain/decisions/looking-ahead.ts';
import { lacks } from '../../domain/decisions/ways-back.ts';
import type { AccountStore } from '../../storage/account-store.ts';
import type { CurrentAccount } from './bring-current.ts';

/**
 * Looks up the facts that a refusal of so much would be made of, open holds among them, as for a debit's own. None of them
 * where the account has moved on since it was read, as reads that may be a little old do.
 */
export async function refusalRules(
  store: AccountStore,
  { account, due, loaded, plans, rateCards, nowMs }: CurrentAccount,
  taking: Microcredits,
): Promise<RefusalRules> {
  const rules = { plans, rateCards, nowMs };
  if (account.openHolds === 0 || !lacks(account, taking)) return rules;
  const storedSeq = account.seq - due.length;
  const open = await store.dueHolds(loaded, { untilMs: nowMs, storedSeq, areForeseen: true });
  return open === undefined ? rules : { ...rules, openHolds: () => open.holds };
}
