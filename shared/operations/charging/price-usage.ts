import { priceUsage, type Usage } from '../../domain/catalogue/rate-card.ts';
import type { Cost } from '../../domain/decisions/debit-credits.ts';
import { type Invalid, invalid } from '../../domain/decisions/outcome.ts';
import type { AccountStore } from '../../storage/account-store.ts';
import { rateCardAt } from '../../storage/catalogue.ts';
import type { RateCardHead } from '../../storage/rate-card-items.ts';
import { ItemCorrupt } from '../../storage/table.ts';
import { bringCurrent } from '../reading/bring-current.ts';

export type PricedUsage = { readonly kind: 'cost'; readonly cost: Cost } | Invalid;

/** The terms that a price depends on, beside the usage. */
export interface PriceTerms {
  readonly accountId?: string;
  /** When the usage occurred: now when left out, or when a clock is ahead. */
  readonly occurredAtMs?: number;
}

/**
 * Prices a usage with the rate card that was in effect when it occurred (R25). An account whose plan of today had a card of
 * its own then is charged by that.
 */
export async function costOf(
  store: AccountStore,
  usage: readonly Usage[],
  nowMs: number,
  pricedFor: PriceTerms = {},
): Promise<PricedUsage> {
  return costBy(store, usage, await rateCardFor(store, nowMs, pricedFor));
}

/**
 * Prices what the work of a hold used with the rate card that it was authorized under (R15): a price that rises, or goes,
 * while the work runs changes nothing for it. Of holds from before that was kept, with the card in effect.
 */
export async function costOfWork(
  store: AccountStore,
  { accountId, holdId }: { readonly accountId: string; readonly holdId: string },
  usage: readonly Usage[],
  nowMs: number,
): Promise<PricedUsage> {
  const loaded = await store.readAccount(accountId);
  const hold = loaded && (await store.hold(loaded, holdId));
  if (hold?.rateCard === undefined) return costOf(store, usage, nowMs, { accountId });
  const { rateCards } = await store.catalogue.read(nowMs);
  return costBy(
    store,
    usage,
    rateCards.find(({ version }) => version === hold.rateCard),
  );
}

async function costBy(
  store: AccountStore,
  usage: readonly Usage[],
  head: RateCardHead | undefined,
): Promise<PricedUsage> {
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

/** The rate card that was in effect for an account when its usage occurred. Only where some plan has a card of its own is the account read for its plan. */
export async function rateCardFor(
  store: AccountStore,
  nowMs: number,
  { accountId, occurredAtMs = nowMs }: PriceTerms,
): Promise<RateCardHead | undefined> {
  const catalogue = await store.catalogue.read(nowMs);
  const isByPlan = accountId !== undefined && catalogue.rateCards.some(({ planId }) => planId !== undefined);
  const planId = isByPlan ? await presentPlan(store, accountId, nowMs) : undefined;
  return rateCardAt(catalogue, Math.min(occurredAtMs, nowMs), planId);
}

/** Undefined of an account that can't be read: what asks is then answered as nothing changes it. */
async function presentPlan(store: AccountStore, accountId: string, nowMs: number): Promise<string | undefined> {
  try {
    const loaded = await store.readAccount(accountId);
    return loaded && (await bringCurrent(store, loaded, nowMs)).account.planId;
  } catch (cause) {
    if (cause instanceof ItemCorrupt) return undefined;
    throw cause;
  }
}
