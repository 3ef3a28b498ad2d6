import { type AccountDetails, type DetailsChange, type Named, withDetails } from '../domain/account/account-details.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { CreditStore } from '../storage/store.ts';

export interface NamedAccount extends AccountDetails {
  readonly accountId: string;
}

/** Gives an account a name and an external id in place of its own, whatever its state: told again it is the same. */
export async function setAccountDetails(
  store: CreditStore,
  {
    accountId,
    named,
    by,
  }: { readonly accountId: string; readonly named: Named; readonly by: Omit<DetailsChange, 'members' | 'atMs'> },
  nowMs: number,
): Promise<Outcome<NamedAccount>> {
  if ((await store.readAccount(accountId)) === undefined) return refused({ reason: 'account-not-found' });
  const details = await store.details.rewrite(accountId, nowMs, (before) =>
    withDetails(before, named, { ...by, atMs: nowMs }),
  );
  return done({ accountId, ...details });
}
