import { type Grant, hasEnded, owing } from '../account/grant.ts';
import { type Microcredits, minus, noCredits, plus, total } from '../amount.ts';
import type { Entry } from '../ledger/entry.ts';
import { disputeMark, paymentMark, refundMark, reinstatementMark } from '../ledger/mark.ts';
import { present } from '../present.ts';
import { change, command } from './command.ts';
import { refuse } from './decision.ts';
import {
  isTakenBack,
  newestChargeback,
  type PaymentTakenBack,
  paymentMembers,
  refundedBy,
  standingMarks,
  takeUnspent,
} from './take-back-purchase.ts';

export interface Chargeback extends PaymentTakenBack {
  /** The dispute's own id: told twice, under whatever keys, it is one. */
  readonly disputeId?: string;
}

/**
 * R24: takes back a whole purchase, less what was refunded, once per payment; and once more by another dispute, once the
 * payment stood again. What isn't there any more, spent or ended, becomes a debt: it was at the customer's disposal, and the
 * payment for it is gone. Its grant remembers the debt: what comes back to it, from work in progress or by a reversal, pays
 * that first.
 */
export const chargeback = command({
  needs: ({ paymentId, disputeId }: Chargeback) => ({
    marks: [...standingMarks(paymentId), ...(disputeId === undefined ? [] : [disputeMark(paymentId, disputeId)])],
  }),
  decide(account, asked, found) {
    const { paymentId, disputeId } = asked;
    const done = newestChargeback(found, paymentId);
    const told = disputeId === undefined ? done : found.mark(disputeMark(paymentId, disputeId));
    if (told !== undefined) return { kind: 'done-before', seq: told.seq };
    const again = found.markedEntry(reinstatementMark(paymentId));
    if (done !== undefined && isTakenBack(done, again)) return { kind: 'done-before', seq: done.seq };
    const purchase = found.markedEntry(paymentMark(paymentId));
    if (purchase === undefined) return refuse({ reason: 'payment-not-found' });
    const refunded = refundedBy(found.markedEntry(refundMark(paymentId)));
    const credits = minus(purchase.credits, refunded);
    if (credits === 0) return refuse({ reason: 'nothing-to-refund' });
    const standing = again ?? purchase;
    const { grants, slices } = takeUnspent(account, standing, credits);
    const missing = minus(credits, total(slices.map((slice) => slice.credits)));
    return change(
      account,
      { grants: owingMore(grants, standing, missing), debt: plus(account.debt, missing) },
      {
        ...paymentMembers(asked, purchase, found),
        type: 'chargeback',
        credits,
        slices,
        ...present({ disputeId, uncovered: missing === 0 ? undefined : missing }),
      },
    );
  },
});

/** Purchases that share a grant can't be told apart in it: it owes for all of them. */
function owingMore(grants: readonly Grant[], purchase: Entry, missing: Microcredits): readonly Grant[] {
  const hosts = purchase.slices.map(({ grantId }) => grantId);
  return grants.map((grant) =>
    hosts.includes(grant.grantId) && !hasEnded(grant) ? owing(grant, plus(grant.debt ?? noCredits, missing)) : grant,
  );
}
