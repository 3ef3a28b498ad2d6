import { withoutLimit } from '../account/limit.ts';
import { changeLimits } from './change-limits.ts';
import { command } from './command.ts';
import { refuse } from './decision.ts';

export interface LimitRemoval {
  readonly limitId: string;
}

/** Takes a spending limit away. Nothing is counted against it any more. */
export const limitRemoval = command({
  decide(account, { limitId }: LimitRemoval, rules) {
    const others = withoutLimit(account.limits, limitId);
    if (others.length === account.limits.length) return refuse({ reason: 'limit-not-found' });
    return changeLimits(account, others, { limitId }, rules);
  },
});
