import { type Account, balanceOf } from '../account/account.ts';
import { draw } from '../account/grant.ts';
import type { Microcredits } from '../amount.ts';
import { record } from '../ledger/record.ts';
import { type Decision, type DecisionContext, type Request, refuse } from './decision.ts';
import { grantCredits } from './grant-credits.ts';
import { restoreOf } from './restore.ts';

export const adjustmentDirections = ['add', 'remove'] as const;

export interface AdjustmentCommand extends Request {
  readonly credits: Microcredits;
  readonly direction: (typeof adjustmentDirections)[number];
  readonly reason: string;
  /** The person or process that answers for it. */
  readonly actor: string;
}

/** Goodwill or correction by an operator. What is added ends with the cycle; what is removed is drawn like a debit, all or nothing. */
export function decideAdjustment(account: Account, command: AdjustmentCommand, context: DecisionContext): Decision {
  const { credits, direction, reason, actor, caller, idempotencyKey, fingerprint } = command;
  const draft = { atMs: context.nowMs, caller, idempotencyKey, fingerprint, reason, actor };
  if (account.closedAtMs !== undefined) return refuse({ reason: 'account-closed' });
  if (direction === 'add') {
    return grantCredits(account, { source: 'adjustment', credits, expiresAtMs: account.cycle.endMs, draft });
  }
  const drawn = draw(account.grants, credits);
  if (drawn === undefined) {
    const { available } = balanceOf(account);
    return refuse({
      reason: 'insufficient-credits',
      available,
      required: credits,
      restore: restoreOf(account, context),
      isCorrection: true,
    });
  }
  const recorded = record(
    account,
    { grants: drawn.grants },
    { ...draft, type: 'correction', credits, slices: drawn.slices },
  );
  return { kind: 'change', ...recorded };
}
