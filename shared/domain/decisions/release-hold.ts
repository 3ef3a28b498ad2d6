import type { Account } from '../account/account.ts';
import { settle } from '../account/grant.ts';
import { microcredits, noCredits } from '../amount.ts';
import { record } from '../ledger/record.ts';
import { settledHold, settlement, withoutHold } from '../transitions/settle-hold.ts';
import { type Decision, type DecisionContext, type Request, refuse } from './decision.ts';
import { findHold } from './find-hold.ts';

export interface ReleaseCommand extends Request {
  readonly holdId: string;
  readonly reason?: string;
}

/** Gives all of a hold back: its work never began, or is not to be charged. Slices of grants that ended are forfeited. */
export function decideRelease(account: Account, command: ReleaseCommand, context: DecisionContext): Decision {
  const { holdId, reason, caller, idempotencyKey, fingerprint } = command;
  if (account.closedAtMs !== undefined) return refuse({ reason: 'account-closed' });
  const found = findHold(context, holdId);
  if (found.kind === 'refused') return found;
  if (found.kind === 'expired') return refuse({ reason: 'hold-expired' });
  const { hold } = found;
  const settled = settle(account.grants, hold.pinned, noCredits);
  const recorded = record(
    withoutHold(account, hold, noCredits),
    { grants: settled.grants, overrun: microcredits(account.overrun - hold.overrun) },
    {
      type: 'release',
      atMs: context.nowMs,
      credits: hold.credits,
      slices: [],
      caller,
      idempotencyKey,
      fingerprint,
      category: hold.category,
      ...(hold.dimensions === undefined ? {} : { dimensions: hold.dimensions }),
      ...(reason === undefined ? {} : { reason }),
      hold: settledHold(hold, 'released', noCredits),
      ...settlement(hold, settled),
    },
  );
  return { kind: 'change', ...recorded };
}
