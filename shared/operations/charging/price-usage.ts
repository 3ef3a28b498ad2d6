import { priceUsage, type Usage } from '../../domain/catalogue/rate-card.ts';
import type { Cost } from '../../domain/decisions/debit-credits.ts';
import { type Invalid, invalid } from '../../domain/decisions/outcome.ts';
import { type RateCardHead, rateCardAt } from '../../storage/catalogue.ts';
import type { CreditStore } from '../../storage/store.ts';
import { currentAccount } from '../reading/current-account.ts';

export type Priced = { readonly kind: 'cost'; readonly cost: Cost } | Invalid;

/**
 * Prices a usage with the rate card in effect at `nowMs`: usage is charged when it is charged, whenever it happened. An
 * account whose plan has a card of its own is charged by that.
 */
export async function costOf(
  store: CreditStore,
  usage: readonly Usage[],
  nowMs: number,
  accountId?: string,
): Promise<Priced> {
  const head = await rateCardFor(store, nowMs, accountId);
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

/** The rate card in effect for an account. Only where some plan has a card of its own is the account read for its plan. */
export async function rateCardFor(
  store: CreditStore,
  nowMs: number,
  accountId: string | undefined,
): Promise<RateCardHead | undefined> {
  const catalogue = await store.catalogue.read(nowMs);
  const isByPlan = accountId !== undefined && catalogue.rateCards.some(({ planId }) => planId !== undefined);
  const current = isByPlan ? await currentAccount(store, accountId, nowMs) : undefined;
  return rateCardAt(catalogue, nowMs, current?.account.planId);
}
