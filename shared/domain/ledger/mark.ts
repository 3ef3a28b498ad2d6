/** Natural keys: what makes an entry unique in its account besides the caller's own key. One payment buys once, one debit is reversed once. */
import type { Entry } from './entry.ts';

/** Which entry carries a natural key, and with what content. */
export interface Mark {
  readonly seq: number;
  readonly content: string;
}

/** The keys besides the caller's own by which an entry is unique in its account. */
export function marksOf(entry: Entry): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  const { type, seq, paymentId, packId = '', reverses } = entry;
  if (type === 'grant' && paymentId !== undefined) marks.set(paymentMark(paymentId), { seq, content: packId });
  if (type === 'refund' && paymentId !== undefined) marks.set(refundMark(paymentId), { seq, content: '' });
  if (type === 'chargeback' && paymentId !== undefined) marks.set(chargebackMark(paymentId), { seq, content: '' });
  if (type === 'reversal' && reverses !== undefined) marks.set(reversalMark(reverses), { seq, content: '' });
  return marks;
}

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
