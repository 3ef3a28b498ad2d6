/** Plans with list prices, and packs of them. */
import type { Plan } from '../../../shared/domain/catalogue/plan.ts';
import { credits, plan, usd } from './fixtures.ts';

export const pack = { packId: 'pack', credits: credits(100), price: usd(5) };
export const small = plan({
  planId: 'small',
  credits: credits(100),
  packs: [pack],
  price: { ...usd(10), interval: 'month' },
});

export const unpriced: Plan = { ...plan({ planId: 'unpriced' }), packs: [{ packId: 'pack', credits: credits(100) }] };
