/** Rate cards as the store's tests publish and read them. */
import type { RateCard } from '../../../shared/domain/catalogue/rate-card.ts';
import type { CreditStore } from '../../../shared/storage/store.ts';
import { credits } from './fixtures.ts';

/** A card with so many SKUs, each of a name that takes room. */
export function cardOf(version: string, effectiveFromMs: number, skus = 1): RateCard {
  const prices = Array.from({ length: skus }, (_, index) => {
    const sku = `ai.${version}-${String(index).padStart(6, '0')}-${'x'.repeat(80)}.token`;
    return { sku, category: 'ai', credits: credits(1 + index), per: 1_000, unit: 'token' } as const;
  });
  return { version, effectiveFromMs, publishedAtMs: 7, prices: new Map(prices.map((price) => [price.sku, price])) };
}

/** The card of that version, as the store has it. */
export async function storedCard(store: CreditStore, version: string): Promise<RateCard> {
  const head = (await store.catalogue.readFresh()).rateCards.find((each) => each.version === version);
  if (head === undefined) throw new Error(`no card ${version}`);
  return store.catalogue.rateCard(head);
}
