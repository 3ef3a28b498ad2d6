import type { Account, Insights } from '../../reading/shapes.ts';
import { reportPause } from '../../reading/touches.ts';
import { type Read, useRead } from '../../reading/use-read.ts';

/**
 * How fast credits go and what follows; plan fit, which takes longest, is the plan page's. It is made of whole hours, so that one
 * charge more changes little: read again at once where credits came, went or got another end.
 */
export function useInsights({ accountId, planId, grants }: Account): Read<Insights> {
  return useRead({
    key: `insights ${accountId}`,
    read: (client) => client.readInsights({ accountId, query: { planFit: 'false' } }),
    everyMs: reportPause,
    since: JSON.stringify([planId, grants.map(({ grantId }) => grantId)]),
  });
}
