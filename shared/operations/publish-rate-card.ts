import { canonicalJson } from '../domain/canonical-json.ts';
import type { Price, RateCard } from '../domain/catalogue/rate-card.ts';
import { publicationLeadMs } from '../domain/catalogue/version.ts';
import { done, invalid, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { CreditStore } from '../storage/store.ts';

export interface RateCardContent {
  readonly version: string;
  readonly effectiveFromMs?: number;
  readonly prices: readonly Price[];
}

/** Publishes a price list under a new version. The same list under the same version again changes nothing. */
export async function publishRateCard(
  store: CreditStore,
  content: RateCardContent,
  nowMs: number,
): Promise<Outcome<RateCard>> {
  const { version } = content;
  const known = await knownCard(store, version);
  if (known !== undefined) return sameOrRefused(known, content);
  const earliestMs = nowMs + publicationLeadMs;
  const effectiveFromMs = content.effectiveFromMs ?? earliestMs;
  if (effectiveFromMs < earliestMs)
    return invalid('effectiveFrom', 'must be at least two minutes after its publication');
  const prices = new Map(content.prices.map((price) => [price.sku, price]));
  const card: RateCard = { version, effectiveFromMs, publishedAtMs: nowMs, prices };
  if (await store.catalogue.addRateCard(card)) return done(card);
  // Somebody was first: perhaps this very request, whose answer got lost on its way and which was sent again.
  const first = await knownCard(store, version);
  return first === undefined ? refused({ reason: 'version-exists' }) : sameOrRefused(first, content);
}

async function knownCard(store: CreditStore, version: string): Promise<RateCard | undefined> {
  const { rateCards } = await store.catalogue.readFresh();
  const head = rateCards.find((card) => card.version === version);
  return head && store.catalogue.rateCard(head);
}

function sameOrRefused(card: RateCard, content: RateCardContent): Outcome<RateCard> {
  return isSameCard(card, content) ? done(card) : refused({ reason: 'version-exists' });
}

function isSameCard(card: RateCard, { prices, effectiveFromMs }: RateCardContent): boolean {
  return (
    (effectiveFromMs === undefined || card.effectiveFromMs === effectiveFromMs) &&
    canonicalJson([...card.prices.values()]) === canonicalJson(prices)
  );
}
