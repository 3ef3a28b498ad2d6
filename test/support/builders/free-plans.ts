/** Plans of which some cost nothing (R35). */
import { catalogueOf, credits, plan } from './fixtures.ts';

export const priced = (millionths: number) => ({ millionths, currency: 'USD', interval: 'month' }) as const;
/** `team` costs something, `small` and `weekly` nothing; `large`, which forgives a week, more. */
export const freePlans = catalogueOf(
  plan({ price: priced(50_000_000) }),
  plan({ planId: 'small', credits: credits(100), price: priced(0) }),
  plan({ planId: 'large', credits: credits(7_000), price: priced(300_000_000), graceDays: 7 }),
  plan({ planId: 'weekly', credits: credits(70), cadence: 'week', price: priced(0) }),
  plan({ planId: 'gift', credits: credits(9_000), price: priced(0) }),
);
