/**
 * Natural keys: what makes an entry unique in its account besides the caller's own key. One payment buys once. A mark that
 * moves names the newest of several entries: what was undone of another is undone in parts, and the newest knows the sum.
 */
import type { Entry, EntryOf } from './entry.ts';

/** Which entry carries a natural key, and with what content. */
export interface Mark {
  readonly seq: number;
  readonly content: string;
}

/** The keys besides the caller's own by which an entry is known in its account. */
export function marksOf(entry: Entry): ReadonlyMap<string, Mark> {
  const { seq } = entry;
  switch (entry.type) {
    case 'grant':
      return entry.promotion === undefined
        ? paymentMarks(entry)
        : new Map([[promotionMark(entry.promotion.code), { seq, content: '' }]]);
    case 'refund': {
      const own = { seq, content: '' };
      const { paymentId, refundId } = entry;
      return new Map([
        [refundMark(paymentId), own],
        ...(refundId === undefined ? [] : [[refundIdMark(refundId), own] as const]),
      ]);
    }
    case 'chargeback': {
      const own = { seq, content: '' };
      const { paymentId, disputeId } = entry;
      return disputeId === undefined
        ? new Map([[chargebackMark(paymentId), own]])
        : new Map([
            [disputedMark(paymentId), own],
            [disputeMark(paymentId, disputeId), own],
          ]);
    }
    case 'void':
      return new Map(entry.slices.map(({ grantId }) => [voidMark(grantId), { seq, content: '' }]));
    case 'reversal':
      return new Map([[reversalMark(entry.reverses), { seq, content: '' }]]);
    default:
      return noMarks;
  }
}

/** A purchase's, or those of one that was charged back and is granted again. */
function paymentMarks({ seq, paymentId, packId, reverses }: EntryOf<'grant'>): ReadonlyMap<string, Mark> {
  if (paymentId === undefined || packId === undefined) return noMarks;
  return reverses === undefined
    ? new Map([[paymentMark(paymentId), { seq, content: packId }]])
    : new Map([[reinstatementMark(paymentId), { seq, content: '' }]]);
}

const noMarks: ReadonlyMap<string, Mark> = new Map();

/** Tells whether later entries may carry it too. */
export function isMoving(mark: string): boolean {
  return moving.some((prefix) => mark.startsWith(prefix));
}

const refundPrefix = 'refund#';
const reversalPrefix = 'reversal#';
const disputedPrefix = 'disputed#';
const reinstatementPrefix = 'reinstatement#';
const moving = [refundPrefix, reversalPrefix, disputedPrefix, reinstatementPrefix];

export function refundMark(paymentId: string): string {
  return `${refundPrefix}${paymentId}`;
}

export function refundIdMark(refundId: string): string {
  return `refund-id#${refundId}`;
}

/** Marks a chargeback without a dispute's id: there is one of a payment. */
export function chargebackMark(paymentId: string): string {
  return `chargeback#${paymentId}`;
}

/** Marks the newest of those that name their dispute. */
export function disputedMark(paymentId: string): string {
  return `${disputedPrefix}${paymentId}`;
}

/** Marks one dispute of a payment: it charges back once. */
export function disputeMark(paymentId: string, disputeId: string): string {
  return `dispute#${paymentId}#${disputeId}`;
}

export function reinstatementMark(paymentId: string): string {
  return `${reinstatementPrefix}${paymentId}`;
}

export function paymentMark(paymentId: string): string {
  return `payment#${paymentId}`;
}

export function promotionMark(code: string): string {
  return `promotion#${code}`;
}

export function voidMark(grantId: string): string {
  return `void#${grantId}`;
}

export function reversalMark(seq: number): string {
  return `${reversalPrefix}${seq}`;
}
