import { createPromotions } from '../../../../shared/storage/promotions.ts';
import { credits, dayMs, plan, startMs } from '../../../support/builders/fixtures.ts';
import { startProcess } from './process.ts';
import { freshWorld, type World } from './scene.ts';

export const standingSku = 'platform.log-storage.gb-hour';
export const promotionCode = 'WELCOME';
export const tokenSku = 'ai.model.token';

const plans = [
  plan({ lowBalanceThresholds: [credits(500), credits(100)], overrun: { policy: 'carry', cap: credits(50) } }),
  plan({ planId: 'large', credits: credits(7_000) }),
  plan({ planId: 'small', credits: credits(100) }),
  plan({ planId: 'seats', credits: credits(400), isPerSeat: true }),
];

/** A world with the catalogue in it. */
export async function catalogueWorld(): Promise<World> {
  const world = await freshWorld({ items: [] });
  const { catalogue, table } = startProcess({ world }).services.store;
  const terms = { credits: credits(50), uses: 10, endsAtMs: startMs + 3_650 * dayMs, publishedAtMs: startMs };
  await createPromotions(table).publish({ code: promotionCode, ...terms });
  for (const each of plans) await catalogue.addPlan(each);
  const standing = {
    sku: standingSku,
    category: 'platform',
    credits: credits(1),
    per: 240,
    unit: 'GB-hour',
  } as const;
  const token = { sku: tokenSku, category: 'ai', credits: credits(2), per: 1 } as const;
  await catalogue.addRateCard({
    version: '2026-11-01',
    effectiveFromMs: startMs,
    publishedAtMs: 0,
    prices: new Map([standing, token].map((price) => [price.sku, price])),
  });
  return world;
}
