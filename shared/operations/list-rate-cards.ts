import { done, type Outcome } from '../domain/decisions/outcome.ts';
import { type RateCardHead, rateCardAt } from '../storage/catalogue.ts';
import type { CreditStore } from '../storage/store.ts';

export interface RateCardList {
  readonly rateCards: readonly RateCardHead[];
  readonly inEffect: string | undefined;
}

export async function listRateCards(store: CreditStore, nowMs: number): Promise<Outcome<RateCardList>> {
  const catalogue = await store.catalogue.readFresh();
  return done({ rateCards: catalogue.rateCards, inEffect: rateCardAt(catalogue, nowMs)?.version });
}
