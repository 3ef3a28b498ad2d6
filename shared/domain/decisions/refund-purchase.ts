import { lesser, type Microcredits, minus, plus } from '../amount.ts';
import { paymentMark, refundIdMark, refundMark, reinstatementMark } from '../ledger/mark.ts';
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
  unspentOf,
} from './take-back-purchase.ts';

export interface Refund extends PaymentTakenBack {
  /** All that is unspent when left out. */
  readonly credits?: Microcredits;
  /** Takes what is unspent of so much, where that is less: the money is given back already. */
  readonly isAtMost?: true;
  /** The refund's own id: told twice, under whatever keys, it is one. */
  readonly refundId?: string;
}

/**
 * R24: takes back what is unspent of a purchase, or a part of it, as often as there is any: the entry's credits over the
 * pack's are the share of the price to give back. Without an id of its own, a first refund of all that was unspent is one,
 * however often it is told.
 */
export const refund = command({
  needs: ({ paymentId, refundId }: Refund) => ({
    marks: [...standingMarks(paymentId), ...(refundId === undefined ? [] : [refundIdMark(refundId)])],
  }),
  decide(account, asked, found) {
    const { paymentId, refundId, credits, isAtMost } = asked;
    const told = refundId === undefined ? undefined : found.markedEntry(refundIdMark(refundId));
    if (told !== undefined) {
      const isSame = told.paymentId === paymentId && (isAtMost || (credits ?? told.credits) === told.credits);
      return isSame ? { kind: 'done-before', seq: told.seq } : refuse({ reason: 'refund-reused', seq: told.seq });
    }
    const before = found.markedEntry(refundMark(paymentId));
    const isAll = credits === undefined && refundId === undefined;
    if (before !== undefined && isAll && before.inAll === undefined) return { kind: 'done-before', seq: before.seq };
    const purchase = found.markedEntry(paymentMark(paymentId));
    if (purchase === undefined) return refuse({ reason: 'payment-not-found' });
    // A chargeback took back all of it; what is left in its grant is of other purchases, or is paid for by a debt.
    const again = found.markedEntry(reinstatementMark(paymentId));
    if (isTakenBack(newestChargeback(found, paymentId), again)) return refuse({ reason: 'nothing-to-refund' });
    const refunded = refundedBy(before);
    const standing = again ?? purchase;
    const refundable = unspentOf(account, standing, minus(purchase.credits, refunded));
    if (refundable === 0) return refuse({ reason: 'nothing-to-refund' });
    if (credits !== undefined && credits > refundable && !isAtMost)
      return refuse({ reason: 'refund-too-large', refundable, required: credits });
    const taken = lesser(credits ?? refundable, refundable);
    const { grants, slices } = takeUnspent(account, standing, taken);
    const isOnly = before === undefined && isAll;
    return change(
      account,
      { grants },
      {
        ...paymentMembers(asked, purchase, found),
        type: 'refund',
        credits: taken,
        slices,
        ...present({ refundId, inAll: isOnly ? undefined : { credits: plus(refunded, taken) } }),
      },
    );
  },
});
