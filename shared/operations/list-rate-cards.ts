import { done, type Outcome } from '../domain/decisions/outcome.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { rateCardAt } from '../storage/catalogue.ts';
import type { RateCardHead } from '../storage/rate-card-items.ts';

export interface RateCardList {
  readonly rateCards: readonly RateCardHead[];
  readonly inEffect: string | undefined;
}

export async function listRateCards(store: AccountStore, nowMs: number): Promise<Outcome<RateCardList>> {
  const catalogue = await store.catalogue.readFresh();
  return done({ rateCards: catalogue.rateCards, inEffect: rateCardAt(catalogue, nowMs)?.version });
}
