import type { Insights } from '../../reading/shapes.ts';
import { pauseInUse } from '../../reading/touches.ts';
import { type Read, useRead } from '../../reading/use-read.ts';

/** Made of whole hours: one charge more changes little. */
const everyMs = pauseInUse(30_000, 600_000);

/** How fast credits go and what follows; plan fit, which takes longest, is the plan page's. */
export function useInsights(accountId: string): Read<Insights> {
  return useRead({
    key: `insights ${accountId}`,
    read: (client) => client.readInsights({ accountId, query: { planFit: 'false' } }),
    everyMs,
  });
}
