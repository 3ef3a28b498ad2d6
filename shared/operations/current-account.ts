import type { Account } from '../domain/account.ts';
import { advance } from '../domain/advance.ts';
import type { PlanCatalogue } from '../domain/plan.ts';
import type { LoadedAccount } from '../storage/account-item.ts';
import type { CreditStore } from '../storage/store.ts';

/** An account as it is at an instant: what became due is reckoned in, without writing it (rule 12). */
export interface CurrentAccount {
  readonly account: Account;
  readonly loaded: LoadedAccount;
  readonly plans: PlanCatalogue;
  /** The clock's time, or the newest entry's if that is later. */
  readonly nowMs: number;
}

export async function currentAccount(
  store: CreditStore,
  accountId: string,
  nowMs: number,
  options?: { readonly isEventual?: boolean },
): Promise<CurrentAccount | undefined> {
  const loaded = await store.readAccount(accountId, options);
  if (loaded === undefined) return undefined;
  const atMs = Math.max(nowMs, loaded.account.lastAtMs);
  const plans = await store.catalogue.plansFor(loaded.account.planId, nowMs);
  return { account: advance(loaded.account, { nowMs: atMs, plans }).account, loaded, plans, nowMs: atMs };
}
