import { limitsMax, withLimit, withoutLimit } from '../account/limit.ts';
import type { LimitScope } from '../account/limit-scope.ts';
import type { Microcredits } from '../amount.ts';
import { present } from '../present.ts';
import { changeLimits } from './change-limits.ts';
import { command } from './command.ts';
import { refuse } from './decision.ts';

export interface LimitSetting {
  readonly limitId: string;
  readonly scope: LimitScope;
  readonly credits: Microcredits;
  /** When it ends: later than now. Never when left out. */
  readonly endsAtMs?: number;
}

/** Sets the credits that a category, or a dimension's values, may use in a period. */
export const limitSetting = command({
  decide(account, { limitId, scope, credits, endsAtMs }: LimitSetting, rules) {
    if (endsAtMs !== undefined && endsAtMs <= rules.nowMs) return refuse({ reason: 'expiry-out-of-range' });
    if (withoutLimit(account.limits, limitId).length >= limitsMax) return refuse({ reason: 'too-many-limits' });
    const setting = { limitId, ...scope, credits, ...present({ endsAtMs }) };
    return changeLimits(
      account,
      withLimit(account.limits, setting, {
        seq: account.seq + 1,
        atMs: rules.nowMs,
        timeZone: account.schedule.timeZone,
      }),
      setting,
      rules,
    );
  },
});
