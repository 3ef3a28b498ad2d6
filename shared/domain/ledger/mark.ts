/** Natural keys: what makes an entry unique in its account besides the caller's own key. One payment buys once, one debit is reversed once. */
import type { Entry } from './entry.ts';

/** Which entry carries a natural key, and with what content. */
export interface Mark {
  readonly seq: number;
  readonly content: string;
}

/** The keys besides the caller's own by which an entry is unique in its account. */
export function marksOf(entry: Entry): ReadonlyMap<string, Mark> {
  const { seq } = entry;
  switch (entry.type) {
    case 'grant':
      return entry.paymentId === undefined || entry.packId === undefined
        ? noMarks
        : new Map([[paymentMark(entry.paymentId), { seq, content: entry.packId }]]);
    case 'refund':
      return new Map([[refundMark(entry.paymentId), { seq, content: '' }]]);
    case 'chargeback':
      return new Map([[chargebackMark(entry.paymentId), { seq, content: '' }]]);
    case 'reversal':
      return new Map([[reversalMark(entry.reverses), { seq, content: '' }]]);
    default:
      return noMarks;
  }
}

const noMarks: ReadonlyMap<string, Mark> = new Map();

export function refundMark(paymentId: string): string {
  return `refund#${paymentId}`;
}

export function chargebackMark(paymentId: string): string {
  return `chargeback#${paymentId}`;
}

export function paymentMark(paymentId: string): string {
  return `payment#${paymentId}`;
}

export function reversalMark(seq: number): string {
  return `reversal#${seq}`;
}
