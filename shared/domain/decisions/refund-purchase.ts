import { total } from '../amount.ts';
import { chargebackMark, paymentMark, refundMark } from '../ledger/mark.ts';
import { change, command } from './command.ts';
import { refuse } from './decision.ts';
import { type PaymentTakenBack, takenBack, unspent } from './take-back-purchase.ts';

/**
 * R24: takes back what is unspent of a purchase, once per payment: the entry's credits over the pack's are the share of the price
 * to give back. Refused when nothing of it is left.
 */
export const refund = command({
  needs: ({ paymentId }: PaymentTakenBack) => ({
    marks: [paymentMark(paymentId), refundMark(paymentId), chargebackMark(paymentId)],
  }),
  decide(account, asked, found) {
    const done = found.mark(refundMark(asked.paymentId));
    if (done !== undefined) return { kind: 'done-before', seq: done.seq };
    const purchase = found.markedEntry(paymentMark(asked.paymentId));
    if (purchase === undefined) return refuse({ reason: 'payment-not-found' });
    // A chargeback took back all of it; what is left in its grant is of other purchases, or is paid for by a debt.
    if (found.mark(chargebackMark(asked.paymentId)) !== undefined) return refuse({ reason: 'nothing-to-refund' });
    const { grants, slices } = unspent(account, purchase, purchase.credits);
    const credits = total(slices.map((slice) => slice.credits));
    if (credits === 0) return refuse({ reason: 'nothing-to-refund' });
    return change(account, { grants }, { ...takenBack(asked, purchase, found), type: 'refund', credits, slices });
  },
});
