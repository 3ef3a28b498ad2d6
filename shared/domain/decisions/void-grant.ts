import { end, hasEnded, remaining } from '../account/grant.ts';
import { voidMark } from '../ledger/mark.ts';
import { change, command } from './command.ts';
import { refuse } from './decision.ts';

export interface GrantVoid {
  readonly grantId: string;
  readonly reason: string;
  /** The person or process that answers for it. */
  readonly actor: string;
}

/**
 * Ends what an operator gave before its time (R28): what is left of it is forfeited, what was used stays used. What open holds
 * set aside of it stays theirs, as at any other end: they may charge it, and what they return is forfeited (R16). What was
 * paid for is refunded instead, and a plan's credits go with the plan. Credits that joined a grant end with it.
 */
export const grantVoid = command({
  needs: ({ grantId }: GrantVoid) => ({ marks: [voidMark(grantId)] }),
  decide(account, { grantId, reason, actor }, found) {
    const before = found.mark(voidMark(grantId));
    if (before !== undefined) return refuse({ reason: 'grant-voided', voidedBy: before.seq });
    const grant = account.grants.find((each) => each.grantId === grantId && !hasEnded(each));
    if (grant === undefined) return refuse({ reason: 'grant-not-found' });
    if (grant.source !== 'adjustment') return refuse({ reason: 'grant-not-voidable' });
    const credits = remaining(grant);
    const grants = end(account.grants, { ...grant, expiresAtMs: found.nowMs });
    const slices = [{ grantId, credits }];
    return change(account, { grants }, { type: 'void', atMs: found.nowMs, credits, slices, reason, actor });
  },
});
