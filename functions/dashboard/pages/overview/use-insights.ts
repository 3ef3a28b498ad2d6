import type { Insights } from '../../reading/shapes.ts';
import { reportPause } from '../../reading/touches.ts';
import { type Read, useRead } from '../../reading/use-read.ts';

/** Made of whole hours: one charge more changes little. */

/** How fast credits go and what follows; plan fit, which takes longest, is the plan page's. */
export function useInsights(accountId: string): Read<Insights> {
  return useRead({
    key: `insights ${accountId}`,
    read: (client) => client.readInsights({ accountId, query: { planFit: 'false' } }),
    everyMs: reportPause,
  });
}
