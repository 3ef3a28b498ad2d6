import { type Grant, hasEnded, owing } from '../account/grant.ts';
import { type Microcredits, minus, noCredits, plus, total } from '../amount.ts';
import type { Entry } from '../ledger/entry.ts';
import { chargebackMark, paymentMark, refundMark } from '../ledger/mark.ts';
import { change, command } from './command.ts';
import { refuse } from './decision.ts';
import { type PaymentTakenBack, paymentMembers, refundedBy, takeUnspent } from './take-back-purchase.ts';

/**
 * R24: takes back a whole purchase, less what was refunded, once per payment. What isn't there any more, spent or ended,
 * becomes a debt: it was at the customer's disposal, and the payment for it is gone. Its grant remembers the debt: what comes
 * back to it, from work in progress or by a reversal, pays that first.
 */
export const chargeback = command({
  needs: ({ paymentId }: PaymentTakenBack) => ({
    marks: [paymentMark(paymentId), refundMark(paymentId), chargebackMark(paymentId)],
  }),
  decide(account, asked, found) {
    const done = found.mark(chargebackMark(asked.paymentId));
    if (done !== undefined) return { kind: 'done-before', seq: done.seq };
    const purchase = found.markedEntry(paymentMark(asked.paymentId));
    if (purchase === undefined) return refuse({ reason: 'payment-not-found' });
    const refunded = refundedBy(found.markedEntry(refundMark(asked.paymentId)));
    const credits = minus(purchase.credits, refunded);
    if (credits === 0) return refuse({ reason: 'nothing-to-refund' });
    const { grants, slices } = takeUnspent(account, purchase, credits);
    const missing = minus(credits, total(slices.map((slice) => slice.credits)));
    return change(
      account,
      { grants: owingMore(grants, purchase, missing), debt: plus(account.debt, missing) },
      {
        ...paymentMembers(asked, purchase, found),
        type: 'chargeback',
        credits,
        slices,
        ...(missing === 0 ? {} : { uncovered: missing }),
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
