import type { Account } from '../account/account.ts';
import { type Limit, type LimitScope, limitsMax } from '../account/limit.ts';
import { type Microcredits, noCredits } from '../amount.ts';
import { record } from '../ledger/record.ts';
import { type Decision, type DecisionContext, type Request, refuse } from './decision.ts';

export interface SetLimitCommand extends Request {
  readonly limitId: string;
  readonly scope: LimitScope;
  readonly credits: Microcredits;
}

export interface RemoveLimitCommand extends Request {
  readonly limitId: string;
}

/**
 * Sets what a category or a dimension's value may use in a cycle. One that is only raised or lowered goes on counting; one
 * for something else begins to count now.
 */
export function decideSetLimit(account: Account, command: SetLimitCommand, context: DecisionContext): Decision {
  const { limitId, scope, credits } = command;
  if (account.closedAtMs !== undefined) return refuse({ reason: 'account-closed' });
  const before = account.limits.find((limit) => limit.limitId === limitId);
  const others = account.limits.filter((limit) => limit.limitId !== limitId);
  if (others.length >= limitsMax) return refuse({ reason: 'limit-limit' });
  const counters = before !== undefined && isSameScope(before, scope) ? before : { used: noCredits, held: noCredits };
  const limit: Limit = { limitId, ...scope, credits, used: counters.used, held: counters.held };
  return change(account, [...others, limit], { limitId, ...scope, credits }, command, context);
}

export function decideRemoveLimit(account: Account, command: RemoveLimitCommand, context: DecisionContext): Decision {
  const { limitId } = command;
  if (account.closedAtMs !== undefined) return refuse({ reason: 'account-closed' });
  const others = account.limits.filter((limit) => limit.limitId !== limitId);
  if (others.length === account.limits.length) return refuse({ reason: 'limit-not-found' });
  return change(account, others, { limitId }, command, context);
}

function isSameScope(a: LimitScope, b: LimitScope): boolean {
  return (
    a.category === b.category && a.dimension?.name === b.dimension?.name && a.dimension?.value === b.dimension?.value
  );
}

function change(
  account: Account,
  limits: readonly Limit[],
  limit: LimitScope & { readonly limitId: string; readonly credits?: Microcredits },
  { caller, idempotencyKey, fingerprint }: Request,
  { nowMs }: DecisionContext,
): Decision {
  const draft = { type: 'limit', atMs: nowMs, credits: noCredits, slices: [], limit } as const;
  return { kind: 'change', ...record(account, { limits }, { ...draft, caller, idempotencyKey, fingerprint }) };
}
