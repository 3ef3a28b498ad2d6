import type { Account } from '../account/account.ts';
import { drawUpTo } from '../account/grant.ts';
import { amountMaxMicrocredits, microcredits, total } from '../amount.ts';
import { record } from '../ledger/record.ts';
import { accrue } from '../transitions/accrue.ts';
import { type Decision, type DecisionContext, type Request, refuse } from './decision.ts';

export interface CloseCommand extends Request {
  readonly reason?: string;
}

/** Closes an account for good: standing usage is charged up to now and ends, what is left is forfeited, the ledger stays. */
export function decideClose(account: Account, command: CloseCommand, context: DecisionContext): Decision {
  const { caller, idempotencyKey, fingerprint, reason } = command;
  const { nowMs, rateCards } = context;
  if (account.closedAtMs !== undefined) return refuse({ reason: 'account-closed' });
  if (account.openHolds > 0) return refuse({ reason: 'holds-open' });
  const charged = accrue(account, nowMs, rateCards);
  const { nextPlanId: _dropped, ...open } = charged.account;
  const { slices } = drawUpTo(open.grants, microcredits(amountMaxMicrocredits));
  const recorded = record(
    open,
    { grants: [], standing: [], limits: [], closedAtMs: nowMs },
    {
      type: 'closure',
      atMs: nowMs,
      credits: total(slices.map((slice) => slice.credits)),
      slices,
      caller,
      idempotencyKey,
      fingerprint,
      ...(reason === undefined ? {} : { reason }),
    },
  );
  return { kind: 'change', ...recorded, before: charged.entries };
}
