/** Plans, packs and prices of every history. Small numbers, so that a few debits exhaust an account. */
import { type Microcredits, microcredits, noCredits } from '../../../shared/domain/amount.ts';
import type { Plan } from '../../../shared/domain/catalogue/plan.ts';
import type { Promotion } from '../../../shared/domain/catalogue/promotion.ts';
import type { Price, RateCard } from '../../../shared/domain/catalogue/rate-card.ts';
import { createPromotions } from '../../../shared/storage/promotions.ts';
import type { CreditStore } from '../../../shared/storage/store.ts';
import type { Rules } from './checkers/rules.ts';

export const startMs = Date.parse('2026-11-01T00:00:00.000Z');
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

export function credits(amount: number): Microcredits {
  return microcredits(Math.round(amount * 1_000_000));
}

const packs = [
  { packId: 'burst', credits: credits(40) },
  { packId: 'hour', credits: credits(15), lifeMs: hourMs },
];

const base = { publishedAtMs: 0, effectiveFromMs: 0, version: '1', packs } as const;
const forgiven = { policy: 'forgive', cap: credits(10) } as const;
const carried = { policy: 'carry', cap: credits(20) } as const;

export const plans: readonly Plan[] = [
  {
    ...base,
    planId: 'small',
    credits: credits(60),
    cadence: 'week',
    lowBalanceThresholds: [credits(30), credits(5)],
    overrun: forgiven,
  },
  {
    ...base,
    planId: 'small',
    version: '2',
    effectiveFromMs: startMs + 5 * dayMs,
    credits: credits(70),
    cadence: 'week',
    lowBalanceThresholds: [credits(35)],
    overrun: { policy: 'forgive', cap: noCredits },
  },
  {
    ...base,
    planId: 'large',
    credits: credits(150),
    cadence: 'week',
    lowBalanceThresholds: [credits(75), credits(10)],
    overrun: carried,
  },
  {
    ...base,
    planId: 'seats',
    credits: credits(40),
    isPerSeat: true,
    cadence: 'week',
    lowBalanceThresholds: [credits(20)],
    overrun: forgiven,
  },
  {
    ...base,
    planId: 'monthly',
    credits: credits(90),
    cadence: 'month',
    lowBalanceThresholds: [credits(20)],
    overrun: forgiven,
  },
];

export const standingSku = 'platform.log-storage.gb-hour';

function pricesAt(factor: number): readonly Price[] {
  return [
    { sku: 'ai.model.token', category: 'ai', credits: credits(factor), per: 1_000 },
    { sku: 'infrastructure.migrate.run', category: 'infrastructure', credits: credits(2.5 * factor), per: 1 },
    { sku: standingSku, category: 'platform', credits: credits(factor), per: 240, unit: 'GB-hour' },
  ];
}

const factors: ReadonlyMap<string, number> = new Map([
  ['1', 1],
  ['2', 3],
]);

const rateCards: readonly RateCard[] = [...factors].map(([version, factor], index) => ({
  version,
  publishedAtMs: 0,
  effectiveFromMs: index * (startMs + 3 * dayMs + 12_345),
  prices: new Map(pricesAt(factor).map((price) => [price.sku, price])),
}));

/** Fewer uses than accounts ask for, so that the last of them are fought for. */
export const promotions: readonly Promotion[] = [
  { code: 'ONE', credits: credits(20), uses: 1, endsAtMs: startMs + 6 * dayMs, publishedAtMs: 0 },
  {
    ...{ code: 'TWO', credits: credits(12), category: 'ai', uses: 2, lifeMs: 3 * dayMs },
    ...{ endsAtMs: startMs + 20 * dayMs, publishedAtMs: 0 },
  },
];

export const rules: Rules = {
  plans,
  promotions,
  rateCardAt: (atMs) => rateCards.findLast(({ effectiveFromMs }) => effectiveFromMs <= atMs)?.version ?? '',
  keepingUnit: 1_000_000n * BigInt(hourMs) * 240n,
  keepingCost: (quantity, fromMs, untilMs) => {
    let cost = 0n;
    for (const [index, { version, effectiveFromMs }] of rateCards.entries()) {
      const endMs = rateCards[index + 1]?.effectiveFromMs ?? Number.POSITIVE_INFINITY;
      const ms = Math.min(endMs, untilMs) - Math.max(effectiveFromMs, fromMs);
      if (ms > 0) cost += quantity * BigInt(ms) * BigInt(credits(factors.get(version) ?? Number.NaN));
    }
    return cost;
  },
};

export async function publish({ catalogue, table }: CreditStore): Promise<void> {
  for (const promotion of promotions) await createPromotions(table).publish(promotion);
  for (const plan of plans) await catalogue.addPlan(plan);
  for (const card of rateCards) await catalogue.addRateCard(card);
}
