import type { RateCard } from '../domain/catalogue/rate-card.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { draftCard, publishedCard, type RateCardContent } from './reading/draft-card.ts';

/** Publishes a price list under a new version. The same list under the same version again changes nothing. */
export async function publishRateCard(
  store: AccountStore,
  content: RateCardContent,
  nowMs: number,
): Promise<Outcome<RateCard>> {
  const judged = await draftCard(store, content, nowMs);
  if (judged.kind !== 'card') return judged;
  if (judged.isPublished) return done(judged.card);
  if (await store.catalogue.addRateCard(judged.card)) return done(judged.card);
  // Somebody was first: perhaps this very request, whose answer got lost on its way and which was sent again.
  const first = await publishedCard(store, content);
  return first?.kind === 'card' ? done(first.card) : refused({ reason: 'version-exists' });
}
