import { priceUsage, type Usage } from '../../domain/catalogue/rate-card.ts';
import type { Cost } from '../../domain/decisions/debit-credits.ts';
import { type Invalid, invalid } from '../../domain/decisions/outcome.ts';
import { rateCardAt } from '../../storage/catalogue.ts';
import type { CreditStore } from '../../storage/store.ts';

export type Priced = { readonly kind: 'cost'; readonly cost: Cost } | Invalid;

/** Prices a usage with the rate card in effect at `nowMs`: usage is charged when it is charged, whenever it happened. */
export async function costOf(store: CreditStore, usage: readonly Usage[], nowMs: number): Promise<Priced> {
  const head = rateCardAt(await store.catalogue.read(nowMs), nowMs);
  const card = head === undefined ? undefined : await store.catalogue.rateCard(head);
  const pricing = priceUsage(card, usage);
  switch (pricing.kind) {
    case 'priced':
      return { kind: 'cost', cost: { ...pricing, ...(card === undefined ? {} : { rateCard: card.version }) } };
    case 'sku-unknown':
      return { kind: 'cost', cost: pricing };
    case 'categories-mixed':
      return invalid('usage', `must be of one category: ${pricing.sku} is not of ${pricing.category}`);
    case 'too-large':
      return invalid('usage', 'must cost at most 999999999.999999 credits');
    default:
      return pricing satisfies never;
  }
}
