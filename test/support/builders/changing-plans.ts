/** Plans to change between, and the books on them. */
import { catalogueOf, context, credits, plan, startMs } from './fixtures.ts';

export const plans = catalogueOf(
  plan(),
  plan({ planId: 'free', credits: credits(100) }),
  plan({ planId: 'scale', credits: credits(7_000) }),
  plan({ planId: 'weekly', credits: credits(9_000), cadence: 'week' }),
);
export const at = (ms: number): ReturnType<typeof context> => context(startMs + ms, { plans });
