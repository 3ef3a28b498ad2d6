import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Price, RateCard } from '../../domain/catalogue/rate-card.ts';
import { publicationLeadMs } from '../../domain/catalogue/version.ts';
import { type Invalid, invalid, type Refused, refused } from '../../domain/decisions/outcome.ts';
import { present } from '../../domain/present.ts';
import type { AccountStore } from '../../storage/account-store.ts';

export interface RateCardContent extends Pick<RateCard, 'version' | 'aliases' | 'planId'> {
  readonly effectiveFromMs?: number;
  readonly prices: readonly Price[];
}

/** A card that may be published, or was already. */
export interface DraftCard {
  readonly kind: 'card';
  readonly card: RateCard;
  readonly isPublished: boolean;
}

/** Judges a price list under a new version, as publishing does. The same list under the same version again is the card itself. */
export async function draftCard(
  store: AccountStore,
  content: RateCardContent,
  nowMs: number,
): Promise<DraftCard | Invalid | Refused> {
  const { version, aliases, planId } = content;
  const unpriced = unpricedAlias(content);
  if (unpriced !== undefined) return invalid('aliases', `must name what the card prices: ${unpriced} isn't`);
  const known = await publishedCard(store, content);
  if (known !== undefined) return known;
  const earliestMs = nowMs + publicationLeadMs;
  const effectiveFromMs = content.effectiveFromMs ?? earliestMs;
  if (effectiveFromMs < earliestMs)
    return invalid('effectiveFrom', 'must be at least two minutes after its publication');
  const prices = new Map(content.prices.map((price) => [price.sku, price]));
  const card = { version, effectiveFromMs, publishedAtMs: nowMs, prices, ...present({ aliases, planId }) };
  return { kind: 'card', card, isPublished: false };
}

/** The card of this version: the same one, or one that stands in its way. */
export async function publishedCard(
  store: AccountStore,
  content: RateCardContent,
): Promise<DraftCard | Refused | undefined> {
  const { rateCards } = await store.catalogue.readFresh();
  const head = rateCards.find(({ version }) => version === content.version);
  if (head === undefined) return undefined;
  const card = await store.catalogue.rateCard(head);
  return isSameCard(card, content) ? { kind: 'card', card, isPublished: true } : refused({ reason: 'version-exists' });
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
