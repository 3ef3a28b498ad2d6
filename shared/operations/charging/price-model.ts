/** Prices a model's answer by the SKUs that the rate card in effect has for the model. */
import { chargeOf, skusIn } from '../../domain/catalogue/model-skus.ts';
import type { RateCard } from '../../domain/catalogue/rate-card.ts';
import { NoPrice, type PricedSkus, skusOf } from '../../domain/catalogue/skus-of.ts';
import type { ModelCharge } from '../../domain/catalogue/usage-event.ts';
import type { AccountStore } from '../../storage/account-store.ts';
import { costOf, type PricedUsage, type PriceTerms, rateCardFor } from './price-usage.ts';

const millionths = 1_000_000n;

/** A model that the card has no price for is `sku-unknown`, by the beginning of the SKUs that it would have. */
export async function costOfModel(
  store: AccountStore,
  { model, tokens }: ModelCharge,
  nowMs: number,
  terms: PriceTerms,
): Promise<PricedUsage> {
  const head = await rateCardFor(store, nowMs, terms);
  const card = head === undefined ? undefined : await store.catalogue.rateCard(head);
  const unknown = { kind: 'cost', cost: { kind: 'sku-unknown', sku: `ai.${model}` } } as const;
  if (card === undefined) return unknown;
  try {
    const skus = skusOf(model, pricedSkus(card));
    const { usage } = chargeOf(tokens, skus) ?? nothingOf(skusIn(skus));
    const lines = usage.map(({ sku, quantity }) => ({ sku, quantity: BigInt(quantity) * millionths }));
    return lines.length === 0 ? unknown : costOf(store, lines, nowMs, terms);
  } catch (cause) {
    if (cause instanceof NoPrice) return unknown;
    throw cause;
  }
}

/** A call that used nothing is an entry all the same: it was told, and costs nothing. */
function nothingOf([sku]: readonly string[]): {
  readonly usage: readonly { readonly sku: string; readonly quantity: number }[];
} {
  return { usage: sku === undefined ? [] : [{ sku, quantity: 0 }] };
}

const known = new WeakMap<RateCard, PricedSkus>();

/** The card in the words of `skusOf`, made once for each. */
function pricedSkus(card: RateCard): PricedSkus {
  const made = known.get(card) ?? {
    version: card.version,
    prices: [...card.prices.keys()].map((sku) => ({ sku })),
    ...(card.aliases === undefined ? {} : { aliases: Object.fromEntries(card.aliases) }),
  };
  known.set(card, made);
  return made;
}
