import { type Limit, type LimitScope, limitsMax } from '../account/limit.ts';
import { type Microcredits, noCredits } from '../amount.ts';
import { present } from '../present.ts';
import { changeLimits } from './change-limits.ts';
import { command } from './command.ts';
import { refuse } from './decision.ts';

export interface LimitSetting {
  readonly limitId: string;
  readonly scope: LimitScope;
  readonly credits: Microcredits;
}

/**
 * Sets what a category or a dimension's value may use in a cycle. One that is only raised or lowered goes on counting; one
 * for something else begins to count now.
 */
export const limitSetting = command({
  decide(account, { limitId, scope, credits }: LimitSetting, rules) {
    const before = account.limits.find((limit) => limit.limitId === limitId);
    const others = account.limits.filter((limit) => limit.limitId !== limitId);
    if (others.length >= limitsMax) return refuse({ reason: 'too-many-limits' });
    const begun = { used: noCredits, held: noCredits, sinceSeq: account.seq + 1 };
    const { used, held, sinceSeq } = before !== undefined && isSameScope(before, scope) ? before : begun;
    const limit: Limit = { limitId, ...scope, credits, used, held, ...present({ sinceSeq }) };
    return changeLimits(account, [...others, limit], { limitId, ...scope, credits }, rules);
  },
});

function isSameScope(a: LimitScope, b: LimitScope): boolean {
  return (
    a.category === b.category && a.dimension?.name === b.dimension?.name && a.dimension?.value === b.dimension?.value
  );
}
