/** What plans and rate cards look like in answers. */
import { toCredits } from '../../domain/amount.ts';
import type { Money, Pack, Plan } from '../../domain/catalogue/plan.ts';
import type { Price, RateCard } from '../../domain/catalogue/rate-card.ts';
import type { Version } from '../../domain/catalogue/version.ts';
import { instant } from '../../domain/ledger/public-form.ts';

type Json = Record<string, unknown>;

export function planJson(plan: Plan): Json {
  return {
    planId: plan.planId,
    ...versionJson(plan),
    name: plan.name,
    credits: toCredits(plan.credits),
    cycle: plan.cadence,
    lowBalanceThresholds: plan.lowBalanceThresholds.map(toCredits),
    overrun: { policy: plan.overrun.policy, cap: toCredits(plan.overrun.cap) },
    packs: plan.packs.map(packJson),
    price: plan.price === undefined ? undefined : { ...moneyJson(plan.price), interval: plan.price.interval },
  };
}

function packJson({ packId, credits, price, lifeMs }: Pack): Json {
  return {
    packId,
    credits: toCredits(credits),
    price: price === undefined ? undefined : moneyJson(price),
    expiresInSeconds: lifeMs === undefined ? undefined : lifeMs / 1000,
  };
}

export function moneyJson({ millionths, currency }: Money): Json {
  return { amount: millionths / 1_000_000, currency };
}

export function rateCardListJson(list: {
  readonly rateCards: readonly Version[];
  readonly inEffect: string | undefined;
}): Json {
  return { rateCards: list.rateCards.map(versionJson), inEffect: list.inEffect ?? null };
}

export function rateCardJson(card: RateCard): Json {
  return { ...versionJson(card), prices: [...card.prices.values()].map(priceJson) };
}

function priceJson({ sku, category, credits, per, unit }: Price): Json {
  return { sku, category, credits: toCredits(credits), per, unit };
}

function versionJson({ version, effectiveFromMs, publishedAtMs }: Version): Json {
  return { version, effectiveFrom: instant(effectiveFromMs), publishedAt: instant(publishedAtMs) };
}
