/**
 * Accounts that somebody looks for by anything that they know: how its id begins, a word of its name or of its external id, a payment, a
 * checkout, or a customer of the payment provider. It costs the same however many accounts there are. Ids follow an opening by moments.
 */
import { createCheckouts } from '../../storage/checkouts.ts';
import type { CreditStore } from '../../storage/store.ts';

export interface FoundAccounts {
  /** Those of a payment first, then by name and external id, then by id. */
  readonly accountIds: readonly string[];
  /** True where others may be found, too: more has to be typed. */
  readonly isMore: boolean;
}

export async function findAccounts(store: CreditStore, typed: string, limit: number): Promise<FoundAccounts> {
  const text = typed.trim();
  const [ofPayment, named, ids] = await Promise.all([
    accountsOfPayment(store, text),
    store.details.find(text, limit),
    // A blank is in no id: what is typed with one begins none.
    /\s/.test(text) ? [] : store.fleet.byId(text, { limit: limit + 1 }),
  ]);
  const accountIds = [...new Set([...ofPayment, ...named.accountIds, ...ids])];
  return { accountIds: accountIds.slice(0, limit), isMore: named.isMore || accountIds.length > limit };
}

/** Finds the account of a payment, of a checkout and of a customer of that id. */
async function accountsOfPayment(store: CreditStore, id: string): Promise<readonly string[]> {
  if (/\s/.test(id)) return [];
  const checkouts = createCheckouts(store.table);
  const found = await Promise.all([
    store.payments.accountOf(id),
    checkouts.read(id).then((checkout) => checkout?.accountId),
    checkouts.accountOf(id),
  ]);
  return found.filter((accountId) => accountId !== undefined);
}
