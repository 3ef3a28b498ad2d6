/** R33, R35: an account is where its provider has its subscription, in whatever order and however often it is told. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subscriptionLife } from '../support/builders/subscription-lives.ts';
import { liveSubscription } from '../support/service/live-subscription.ts';

describe('lives of subscriptions', () => {
  it('end where the provider has them: nothing is granted twice or unpaid, and what is paid opens within five seconds', async () => {
    let openings = 0;
    await fc.assert(
      fc.asyncProperty(subscriptionLife, async (life) => {
        openings += (await liveSubscription(life)).openings;
      }),
      { numRuns: 80, seed: 23 },
    );
    expect(openings).toBeGreaterThan(60);
  }, 120_000);
});
