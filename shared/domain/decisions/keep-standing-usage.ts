import { nothingAhead, standingUsagesMax, type Tariff, tariffAt } from '../account/standing-usage.ts';
import type { Quantity } from '../catalogue/rate-card.ts';
import { changeStanding } from './change-standing.ts';
import { command } from './command.ts';
import { refuse } from './decision.ts';

/** The tariff that the rate card in effect gives to keeping a SKU. */
export type StandingTariff =
  | { readonly kind: 'tariff'; readonly tariff: Tariff }
  | { readonly kind: 'sku-unknown' | 'sku-not-standing' };

export interface Keep {
  readonly usageId: string;
  readonly sku: string;
  readonly quantity: Quantity;
  readonly price: StandingTariff;
}

/** From now on the account keeps so much of a SKU. What was kept before is charged up to this instant first. */
export const standingUsage = command({
  decide(account, { usageId, sku, quantity, price }: Keep, rules) {
    if (price.kind !== 'tariff') return refuse({ reason: price.kind, sku });
    const others = account.standing.filter((usage) => usage.usageId !== usageId);
    if (others.length >= standingUsagesMax) return refuse({ reason: 'standing-usage-limit' });
    return changeStanding(account, rules, { usageId, sku, quantity }, ({ standing }, fromMs) => {
      const before = standing.find((usage) => usage.usageId === usageId);
      // It may begin later than it was priced, as where another clock is ahead: by the price that rules then.
      const tariff = tariffAt(rules.rateCards, { sku, quantity, tariff: price.tariff }, fromMs);
      const ahead = before?.ahead ?? nothingAhead;
      return [...standing.filter((usage) => usage !== before), { usageId, sku, quantity, tariff, ahead }];
    });
  },
});
