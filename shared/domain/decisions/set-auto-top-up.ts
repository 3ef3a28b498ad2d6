import type { Account } from '../account/account.ts';
import type { AutoTopUp } from '../account/auto-top-up.ts';
import { noCredits } from '../amount.ts';
import { planAt } from '../catalogue/plan.ts';
import { record } from '../ledger/record.ts';
import { type Decision, type DecisionContext, type Request, refuse } from './decision.ts';

export interface SetAutoTopUpCommand extends Request {
  /** Undefined ends it. */
  readonly autoTopUp: AutoTopUp | undefined;
}

/** Sets or ends it. Setting it again asks anew: that is how a payment that failed is tried again. */
export function decideSetAutoTopUp(account: Account, command: SetAutoTopUpCommand, context: DecisionContext): Decision {
  const { autoTopUp, caller, idempotencyKey, fingerprint } = command;
  const { nowMs, plans } = context;
  if (account.closedAtMs !== undefined) return refuse({ reason: 'account-closed' });
  const packs = planAt(plans, account.planId, nowMs)?.packs ?? [];
  if (autoTopUp !== undefined && !packs.some(({ packId }) => packId === autoTopUp.packId))
    return refuse({ reason: 'pack-unknown', packId: autoTopUp.packId });
  const { autoTopUp: _before, ...others } = account;
  const settings = autoTopUp === undefined ? {} : { autoTopUp };
  const draft = { type: 'auto-top-up', atMs: nowMs, credits: noCredits, slices: [], ...settings } as const;
  return { kind: 'change', ...record(others, settings, { ...draft, caller, idempotencyKey, fingerprint }) };
}
