/**
 * All that is known of one payment. Records join: what is learned is never unlearned, and learning it in another order, or twice,
 * comes to the same record. So what follows from a record needs no order of events.
 */
import type { Microcredits } from '../amount.ts';
import {
  type DisputeFact,
  disputeStates,
  type PaidFact,
  type PaymentFact,
  type RefundFact,
  refundStates,
} from './payment-fact.ts';

export interface Refunded extends Omit<RefundFact, 'kind' | 'paymentId'> {
  /** The share of the pack's credits that it stands for, once that is reckoned: it never changes. */
  readonly credits?: Microcredits;
}
export type Disputed = Omit<DisputeFact, 'kind' | 'paymentId'>;

export interface PaymentRecord {
  readonly paymentId: string;
  /** Undefined until the payment is known to have been made. */
  readonly paid?: Omit<PaidFact, 'kind' | 'paymentId'>;
  /** By id. */
  readonly refunds: readonly Refunded[];
  /** By id. */
  readonly disputes: readonly Disputed[];
  /** The entry that the payment bought. */
  readonly boughtSeq?: number;
  /** Findings that operators were told of. */
  readonly told: readonly string[];
}

export function emptyRecord(paymentId: string): PaymentRecord {
  return { paymentId, refunds: [], disputes: [], told: [] };
}

/** The record once a fact is known too; the very same one where it was known already. */
export function withFact(record: PaymentRecord, fact: PaymentFact): PaymentRecord {
  switch (fact.kind) {
    case 'paid': {
      const { kind: _kind, paymentId: _id, ...paid } = fact;
      return record.paid === undefined ? { ...record, paid } : record;
    }
    case 'refund': {
      const { kind: _kind, paymentId: _id, ...told } = fact;
      const known = record.refunds.find(({ refundId }) => refundId === told.refundId);
      if (known !== undefined && rankIn(refundStates, known.state) >= rankIn(refundStates, told.state)) return record;
      const others = record.refunds.filter((each) => each !== known);
      return { ...record, refunds: sorted([...others, { ...known, ...told }], ({ refundId }) => refundId) };
    }
    case 'dispute': {
      const { kind: _kind, paymentId: _id, ...told } = fact;
      const known = record.disputes.find(({ disputeId }) => disputeId === told.disputeId);
      if (known !== undefined && !isLater(told, known)) return record;
      const others = record.disputes.filter((each) => each !== known);
      return { ...record, disputes: sorted([...others, told], ({ disputeId }) => disputeId) };
    }
    default:
      return fact satisfies never;
  }
}

/** A dispute that has ended is not open again; of two ends the later counts, and of two at once the worse. */
function isLater(told: Disputed, known: Disputed): boolean {
  const hasEnded = ({ state }: Disputed): boolean => state !== 'open';
  if (hasEnded(told) !== hasEnded(known)) return hasEnded(told);
  if (told.atMs !== known.atMs) return told.atMs > known.atMs;
  return rankIn(disputeStates, told.state) > rankIn(disputeStates, known.state);
}

function rankIn<State>(order: readonly State[], state: State): number {
  return order.indexOf(state);
}

function sorted<T>(all: readonly T[], idOf: (each: T) => string): readonly T[] {
  return all.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}
