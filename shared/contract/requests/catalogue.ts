import { noCredits } from '../../domain/amount.ts';
import type { Plan } from '../../domain/catalogue/plan.ts';
import type { Price, RateCard } from '../../domain/catalogue/rate-card.ts';
import { present } from '../../domain/present.ts';
import type { PlanBody, RateCardBody } from './catalogue-requests.ts';
import { moneyOf } from './money.ts';

type PublishedPlan = Omit<Plan, 'version' | 'publishedAtMs' | 'effectiveFromMs'> & {
  readonly effectiveFromMs?: number;
};

/** A plan's body in the domain's terms, with what was left out filled in. */
export function planOf(planId: string, body: PlanBody): PublishedPlan {
  const {
    cycle,
    packs,
    price,
    effectiveFrom,
    perSeat,
    overrun = { policy: 'forgive', cap: noCredits },
    ...rest
  } = body;
  return {
    ...rest,
    planId,
    cadence: cycle,
    overrun,
    packs: packs.map(({ price: packPrice, expiresInSeconds, ...pack }) => ({
      ...pack,
      ...(packPrice === undefined ? {} : { price: moneyOf(packPrice) }),
      ...(expiresInSeconds === undefined ? {} : { lifeMs: expiresInSeconds * 1000 }),
    })),
    ...(price === undefined ? {} : { price: { ...moneyOf(price), interval: price.interval } }),
    ...present({ effectiveFromMs: effectiveFrom, isPerSeat: perSeat === true ? perSeat : undefined }),
  };
}

type PublishedRateCard = Pick<RateCard, 'version' | 'aliases' | 'planId'> & {
  readonly prices: readonly Price[];
  readonly effectiveFromMs?: number;
};

export function rateCardOf(version: string, { effectiveFrom, aliases, ...rest }: RateCardBody): PublishedRateCard {
  return {
    ...rest,
    version,
    ...(aliases === undefined || Object.keys(aliases).length === 0
      ? {}
      : { aliases: new Map(Object.entries(aliases)) }),
    ...present({ effectiveFromMs: effectiveFrom }),
  };
}
