import type { RateCard } from '../domain/catalogue/rate-card.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { AccountStore } from '../storage/account-store.ts';

export async function readRateCard(store: AccountStore, version: string): Promise<Outcome<RateCard>> {
  const { rateCards } = await store.catalogue.readFresh();
  const head = rateCards.find((card) => card.version === version);
  return head === undefined ? refused({ reason: 'rate-card-not-found' }) : done(await store.catalogue.rateCard(head));
}
