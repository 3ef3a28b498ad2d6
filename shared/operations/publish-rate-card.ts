import { canonicalJson } from '../domain/canonical-json.ts';
import type { Price, RateCard } from '../domain/catalogue/rate-card.ts';
import { publicationLeadMs } from '../domain/catalogue/version.ts';
import { done, invalid, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { present } from '../domain/present.ts';
import type { AccountStore } from '../storage/account-store.ts';

export interface RateCardContent extends Pick<RateCard, 'version' | 'aliases' | 'planId'> {
  readonly effectiveFromMs?: number;
  readonly prices: readonly Price[];
}

/** Publishes a price list under a new version. The same list under the same version again changes nothing. */
export async function publishRateCard(
  store: AccountStore,
  content: RateCardContent,
  nowMs: number,
): Promise<Outcome<RateCard>> {
  const { version, aliases, planId } = content;
  const unpriced = unpricedAlias(content);
  if (unpriced !== undefined) return invalid('aliases', `must name what the card prices: ${unpriced} isn't`);
  const known = await knownCard(store, version);
  if (known !== undefined) return sameOrTaken(known, content);
  const earliestMs = nowMs + publicationLeadMs;
  const effectiveFromMs = content.effectiveFromMs ?? earliestMs;
  if (effectiveFromMs < earliestMs)
    return invalid('effectiveFrom', 'must be at least two minutes after its publication');
  const prices = new Map(content.prices.map((price) => [price.sku, price]));
  const card: RateCard = {
    version,
    effectiveFromMs,
    publishedAtMs: nowMs,
    prices,
    ...present({ aliases, planId }),
  };
  if (await store.catalogue.addRateCard(card)) return done(card);
  // Somebody was first: perhaps this very request, whose answer got lost on its way and which was sent again.
  const first = await knownCard(store, version);
  return first === undefined ? refused({ reason: 'version-exists' }) : sameOrTaken(first, content);
}

async function knownCard(store: AccountStore, version: string): Promise<RateCard | undefined> {
  const { rateCards } = await store.catalogue.readFresh();
  const head = rateCards.find((card) => card.version === version);
  return head && store.catalogue.rateCard(head);
}

function sameOrTaken(card: RateCard, content: RateCardContent): Outcome<RateCard> {
  return isSameCard(card, content) ? done(card) : refused({ reason: 'version-exists' });
}

function isSameCard(card: RateCard, { prices, aliases, planId, effectiveFromMs }: RateCardContent): boolean {
  const names = (of: RateCard['aliases']): object => Object.fromEntries(of ?? []);
  return (
    (effectiveFromMs === undefined || card.effectiveFromMs === effectiveFromMs) &&
    card.planId === planId &&
    canonicalJson([...card.prices.values()]) === canonicalJson(prices) &&
    canonicalJson(names(card.aliases)) === canonicalJson(names(aliases))
  );
}

/** A stem that an alias stands for and no SKU has. */
function unpricedAlias({ prices, aliases }: RateCardContent): string | undefined {
  if (aliases === undefined) return undefined;
  const stems = new Set(prices.map(({ sku }) => sku.slice(0, sku.lastIndexOf('.'))));
  return [...aliases.values()].find((stem) => !stems.has(stem));
}
