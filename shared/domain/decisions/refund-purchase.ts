import type { Account } from '../account/account.ts';
import { drawFrom } from '../account/grant.ts';
import { lesser, type Microcredits, minus, noCredits, plus, total } from '../amount.ts';
import type { Entry } from '../ledger/entry.ts';
import { chargebackMark, paymentMark, refundMark } from '../ledger/mark.ts';
import { record } from '../ledger/record.ts';
import { type Decision, type DecisionContext, type Request, refuse } from './decision.ts';

/** A payment that was taken back, by its own id. */
export interface PaymentCommand extends Request {
  readonly paymentId: string;
  readonly reason?: string;
}

/** The natural keys that a refund or chargeback has to know about. */
export function marksOfPayment(paymentId: string): readonly string[] {
  return [paymentMark(paymentId), refundMark(paymentId), chargebackMark(paymentId)];
}

/**
 * Takes back what is unspent of a purchase, once per payment: the entry's credits over the pack's are the share of the price
 * to give back. Refused when nothing of it is left.
 */
export function decideRefund(account: Account, command: PaymentCommand, context: DecisionContext): Decision {
  const { paymentId } = command;
  if (account.closedAtMs !== undefined) return refuse({ reason: 'account-closed' });
  const done = context.marks.get(refundMark(paymentId));
  if (done !== undefined) return { kind: 'done-before', seq: done.seq };
  const purchase = markedEntry(context, paymentMark(paymentId));
  if (purchase === undefined) return refuse({ reason: 'payment-not-found' });
  const { grants, slices } = unspent(account, purchase, purchase.credits);
  const credits = total(slices.map((slice) => slice.credits));
  if (credits === 0) return refuse({ reason: 'nothing-to-refund' });
  const recorded = record(
    account,
    { grants },
    { ...draftOf(command, purchase, context), type: 'refund', credits, slices },
  );
  return { kind: 'change', ...recorded };
}

/**
 * Takes back a whole purchase, less what was refunded, once per payment. What isn't there any more, spent or ended, becomes
 * a debt: it was at the customer's disposal, and the payment for it is gone.
 */
export function decideChargeback(account: Account, command: PaymentCommand, context: DecisionContext): Decision {
  const { paymentId } = command;
  if (account.closedAtMs !== undefined) return refuse({ reason: 'account-closed' });
  const done = context.marks.get(chargebackMark(paymentId));
  if (done !== undefined) return { kind: 'done-before', seq: done.seq };
  const purchase = markedEntry(context, paymentMark(paymentId));
  if (purchase === undefined) return refuse({ reason: 'payment-not-found' });
  const refunded = markedEntry(context, refundMark(paymentId))?.credits ?? noCredits;
  const credits = minus(purchase.credits, refunded);
  if (credits === 0) return refuse({ reason: 'nothing-to-refund' });
  const { grants, slices } = unspent(account, purchase, credits);
  const missing = minus(credits, total(slices.map((slice) => slice.credits)));
  const recorded = record(
    account,
    { grants, debt: plus(account.debt, missing) },
    {
      ...draftOf(command, purchase, context),
      type: 'chargeback',
      credits,
      slices,
      ...(missing === 0 ? {} : { uncovered: missing }),
    },
  );
  return { kind: 'change', ...recorded };
}

/** What is left of a purchase: at most its own credits, where its grant holds those of others too. */
function unspent(account: Account, purchase: Entry, atMost: Microcredits): ReturnType<typeof drawFrom> {
  const [slice] = purchase.slices;
  if (slice === undefined) throw new TypeError(`entry ${purchase.seq} is no purchase`);
  return drawFrom(account.grants, slice.grantId, lesser(atMost, slice.credits));
}

function markedEntry({ marks, entry }: DecisionContext, mark: string): Entry | undefined {
  const marked = marks.get(mark);
  return marked === undefined ? undefined : entry(marked.seq);
}

function draftOf(
  { caller, idempotencyKey, fingerprint, paymentId, reason }: PaymentCommand,
  purchase: Entry,
  { nowMs }: DecisionContext,
): Pick<Entry, 'atMs' | 'caller' | 'paymentId' | 'reverses' | 'packId' | 'reason' | 'idempotencyKey' | 'fingerprint'> {
  return {
    atMs: nowMs,
    caller,
    idempotencyKey,
    fingerprint,
    paymentId,
    reverses: purchase.seq,
    ...(purchase.packId === undefined ? {} : { packId: purchase.packId }),
    ...(reason === undefined ? {} : { reason }),
  };
}
