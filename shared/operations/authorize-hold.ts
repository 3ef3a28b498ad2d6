import { type AuthorizeCommand, decideAuthorize } from '../domain/decisions/authorize-hold.ts';
import type { Outcome } from '../domain/decisions/outcome.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry } from './charging/change-by-entry.ts';
import { type Charge, costOfCharge } from './charging/charge.ts';

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
