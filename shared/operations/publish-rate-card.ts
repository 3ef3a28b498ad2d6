import { canonicalJson } from '../domain/canonical-json.ts';
import { done, invalid, type Outcome, refused } from '../domain/outcome.ts';
import type { Price, RateCard } from '../domain/rate-card.ts';
import { publicationLeadMs } from '../domain/version.ts';
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
  const { rateCards } = await store.catalogue.readFresh();
  const known = rateCards.find((card) => card.version === version);
  if (known !== undefined) {
    const card = await store.catalogue.rateCard(known);
    return isSameCard(card, content) ? done(card) : refused({ reason: 'version-exists' });
  }
  const earliestMs = nowMs + publicationLeadMs;
  const effectiveFromMs = content.effectiveFromMs ?? earliestMs;
  if (effectiveFromMs < earliestMs)
    return invalid('effectiveFrom', 'must be at least two minutes after its publication');
  const prices = new Map(content.prices.map((price) => [price.sku, price]));
  const card: RateCard = { version, effectiveFromMs, publishedAtMs: nowMs, prices };
  return (await store.catalogue.addRateCard(card)) ? done(card) : refused({ reason: 'version-exists' });
}

function isSameCard(card: RateCard, { prices, effectiveFromMs }: RateCardContent): boolean {
  return (
    (effectiveFromMs === undefined || card.effectiveFromMs === effectiveFromMs) &&
    canonicalJson([...card.prices.values()]) === canonicalJson(prices)
  );
}
