import { type AuthorizeCommand, decideAuthorize } from '../domain/authorize-hold.ts';
import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry } from './change-by-entry.ts';
import { type Charge, costOfCharge } from './charge.ts';

export type Authorization = Omit<AuthorizeCommand, 'cost'> & { readonly accountId: string; readonly charge: Charge };

export async function authorizeHold(
  store: CreditStore,
  { charge, ...rest }: Authorization,
  nowMs: number,
): Promise<Outcome<Entry>> {
  const priced = await costOfCharge(store, charge, nowMs);
  if (priced.kind === 'invalid') return priced;
  return changeByEntry(store, { ...rest, cost: priced.cost }, decideAuthorize, { nowMs });
}
