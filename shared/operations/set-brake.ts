import { type Brake, withBrake } from '../domain/account/brake.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { present } from '../domain/present.ts';
import type { CreditStore } from '../storage/store.ts';

export interface BrakeOfAccount extends Brake {
  readonly accountId: string;
}

export interface BrakeSetting {
  readonly accountId: string;
  /** Off when left out. */
  readonly dimension?: string;
  readonly by: { readonly caller: string; readonly actor?: string };
}

/** Watches a dimension from the account's next entry on (R39), or nothing. Told again it is the same. */
export async function setBrake(
  store: CreditStore,
  { accountId, dimension, by }: BrakeSetting,
  nowMs: number,
): Promise<Outcome<BrakeOfAccount>> {
  const loaded = await store.readAccount(accountId);
  if (loaded === undefined) return refused({ reason: 'account-not-found' });
  const setting = { seq: loaded.account.seq, setBy: { ...by, atMs: nowMs }, ...present({ dimension }) };
  const brake = await store.brakes.rewrite(accountId, (before) => withBrake(before, setting));
  return done({ accountId, ...brake });
}
