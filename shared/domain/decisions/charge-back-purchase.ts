import { minus, noCredits, plus, total } from '../amount.ts';
import { chargebackMark, paymentMark, refundMark } from '../ledger/mark.ts';
import { change, command } from './command.ts';
import { refuse } from './decision.ts';
import { type PaymentTakenBack, takenBack, unspent } from './take-back-purchase.ts';

/**
 * Takes back a whole purchase, less what was refunded, once per payment. What isn't there any more, spent or ended, becomes
 * a debt: it was at the customer's disposal, and the payment for it is gone.
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
    const refunded = found.markedEntry(refundMark(asked.paymentId))?.credits ?? noCredits;
    const credits = minus(purchase.credits, refunded);
    if (credits === 0) return refuse({ reason: 'nothing-to-refund' });
    const { grants, slices } = unspent(account, purchase, credits);
    const missing = minus(credits, total(slices.map((slice) => slice.credits)));
    return change(
      account,
      { grants, debt: plus(account.debt, missing) },
      {
        ...takenBack(asked, purchase, found),
        type: 'chargeback',
        credits,
        slices,
        ...(missing === 0 ? {} : { uncovered: missing }),
      },
    );
  },
});
