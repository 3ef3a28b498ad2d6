import { covering, type Subscription } from '../account/subscription.ts';
import { noCredits } from '../amount.ts';
import { planAt } from '../catalogue/plan.ts';
import { accrue } from '../transitions/accrue.ts';
import { change, command } from './command.ts';

export interface SubscriptionTold {
  readonly subscription: Subscription;
}

/**
 * R35: says what pays for the account's plan, and until when. What follows is due at once, and comes next: the plan's credits wait, or go
 * on. What was kept is charged up to now first, to whatever could be spent until then.
 */
export const subscriptionTelling = command({
  decide(account, { subscription: told }: SubscriptionTold, { nowMs, plans, rateCards }) {
    const subscription = covering(told, planAt(plans, account.planId, nowMs));
    const charged = accrue(account, nowMs, rateCards);
    return change(
      charged.account,
      { subscription },
      { type: 'subscription', atMs: nowMs, credits: noCredits, slices: [], subscription },
      charged.entries,
    );
  },
});
