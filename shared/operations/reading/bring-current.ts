import { type Account, plansOf } from '../../domain/account/account.ts';
import type { Quarantine } from '../../domain/account/quarantine.ts';
import type { PlanCatalogue } from '../../domain/catalogue/plan.ts';
import type { RateCard } from '../../domain/catalogue/rate-card.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { advance } from '../../domain/transitions/advance.ts';
import type { LoadedAccount } from '../../storage/account-item.ts';
import type { AccountStore } from '../../storage/account-store.ts';
import { StoreUnavailable } from '../../storage/table.ts';

/** An account as it is at an instant: what became due is reckoned in, without writing it (R12). */
export interface CurrentAccount {
  readonly account: Account;
  /** The entries that became due and aren't written yet. */
  readonly due: readonly Entry[];
  /** As it was read, with the entries that are due in its log. */
  readonly loaded: LoadedAccount;
  readonly plans: PlanCatalogue;
  readonly rateCards: readonly RateCard[];
  /** The clock's time, or the newest entry's if that is later. */
  readonly nowMs: number;
  /** Why nothing changes it: the account is then what can be proved of it, brought forward as far as that is possible. */
  readonly quarantine?: Quarantine;
}

/** Looks for holds past their time, of an account that has very many. */
const looksMax = 50;

/** Times that an account is read again which has moved on before its holds were looked for. */
const readsMax = 5;

/** A loaded account brought to an instant; if it has moved on since it was read, as it is now. */
export async function bringCurrent(store: AccountStore, loaded: LoadedAccount, nowMs: number): Promise<CurrentAccount> {
  let newest: LoadedAccount | undefined = loaded;
  for (let read = 0; read < readsMax && newest !== undefined; read += 1) {
    const current = await bringAsRead(store, newest, nowMs);
    if (current !== undefined) return current;
    newest = await store.readAccount(loaded.account.accountId);
  }
  throw new StoreUnavailable('the account changes faster than it can be read');
}

async function bringAsRead(
  store: AccountStore,
  loaded: LoadedAccount,
  nowMs: number,
): Promise<CurrentAccount | undefined> {
  const { account } = loaded;
  const atMs = Math.max(nowMs, account.lastAtMs);
  const plans = await store.catalogue.plansFor(plansOf(account), nowMs);
  const { standing, accruedAtMs, planId } = account;
  const rateCards = standing.length === 0 ? [] : await store.catalogue.rateCardsFrom(accruedAtMs, atMs, planId);
  let current = loaded;
  const due: Entry[] = [];
  for (let look = 0; look < looksMax; look += 1) {
    const dueHolds = await store.dueHolds(current, { untilMs: atMs, storedSeq: account.seq });
    if (dueHolds === undefined) return undefined;
    const advanced = advance(current.account, { nowMs: atMs, plans, rateCards, dueHolds });
    due.push(...advanced.entries);
    const entries = [...current.log.entries, ...advanced.entries];
    current = { ...current, account: advanced.account, log: { ...current.log, entries } };
    if (advanced.isCurrent) return { account: advanced.account, due, loaded: current, plans, rateCards, nowMs: atMs };
  }
  throw new StoreUnavailable('more holds are past their time than one read can settle');
}
