import { type LimitScope, limitsMax, withLimit, withoutLimit } from '../account/limit.ts';
import type { Microcredits } from '../amount.ts';
import { changeLimits } from './change-limits.ts';
import { command } from './command.ts';
import { refuse } from './decision.ts';

export interface LimitSetting {
  readonly limitId: string;
  readonly scope: LimitScope;
  readonly credits: Microcredits;
}

/** Sets the credits that a category or a dimension's value may use in a cycle. */
export const limitSetting = command({
  decide(account, { limitId, scope, credits }: LimitSetting, rules) {
    if (withoutLimit(account.limits, limitId).length >= limitsMax) return refuse({ reason: 'too-many-limits' });
    const setting = { limitId, ...scope, credits };
    return changeLimits(account, withLimit(account.limits, setting, account.seq + 1), setting, rules);
  },
});
