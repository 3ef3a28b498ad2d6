import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { CreditStore } from '../storage/store.ts';
import type { BrakeOfAccount } from './set-brake.ts';

/** The brake of an account, whatever its state. */
export async function readBrake(
  store: CreditStore,
  { accountId }: { readonly accountId: string },
): Promise<Outcome<BrakeOfAccount>> {
  if ((await store.readAccount(accountId)) === undefined) return refused({ reason: 'account-not-found' });
  return done({ accountId, ...(await store.brakes.read(accountId)) });
}
