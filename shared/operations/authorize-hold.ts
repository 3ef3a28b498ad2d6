import { type Authorization, authorization } from '../domain/decisions/authorize-hold.ts';
import type { Outcome } from '../domain/decisions/outcome.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { present } from '../domain/present.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { changeBy, type For } from './charging/change-by.ts';
import { type Charge, costOfCharge } from './charging/charge.ts';
import { rateCardFor } from './charging/price-usage.ts';

/** Work that is to be paid for before it begins. */
export type Work = For<Omit<Authorization, 'cost' | 'rateCard'>> & { readonly charge: Charge };

const authorize = changeBy(authorization, (command) => ({ kind: 'authorize', command }));

export async function authorizeHold(
  store: AccountStore,
  { charge, ...rest }: Work,
  nowMs: number,
): Promise<Outcome<Entry>> {
  const priced = await costOfCharge(store, charge, nowMs, rest);
  if (priced.kind === 'invalid') return priced;
  const rateCard = (await rateCardFor(store, nowMs, rest))?.version;
  return authorize(store, { ...rest, cost: priced.cost, ...present({ rateCard }) }, nowMs);
}
