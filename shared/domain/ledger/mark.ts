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
        ? purchaseMarks(entry)
        : new Map([[promotionMark(entry.promotion.code), { seq, content: '' }]]);
    case 'refund': {
      const own = { seq, content: '' };
      const { paymentId, refundId } = entry;
      return new Map([
        [refundMark(paymentId), own],
        ...(refundId === undefined ? [] : [[refundIdMark(refundId), own] as const]),
      ]);
    }
    case 'chargeback':
      return new Map([[chargebackMark(entry.paymentId), { seq, content: '' }]]);
    case 'void':
      return new Map(entry.slices.map(({ grantId }) => [voidMark(grantId), { seq, content: '' }]));
    case 'reversal':
      return new Map([[reversalMark(entry.reverses), { seq, content: '' }]]);
    default:
      return noMarks;
  }
}

function purchaseMarks({ seq, paymentId, packId }: EntryOf<'grant'>): ReadonlyMap<string, Mark> {
  return paymentId === undefined || packId === undefined
    ? noMarks
    : new Map([[paymentMark(paymentId), { seq, content: packId }]]);
}

const noMarks: ReadonlyMap<string, Mark> = new Map();

/** Tells whether later entries may carry it too. */
export function isMoving(mark: string): boolean {
  return moving.some((prefix) => mark.startsWith(prefix));
}

const refundPrefix = 'refund#';
const reversalPrefix = 'reversal#';
const moving = [refundPrefix, reversalPrefix];

export function refundMark(paymentId: string): string {
  return `${refundPrefix}${paymentId}`;
}

export function refundIdMark(refundId: string): string {
  return `refund-id#${refundId}`;
}

export function chargebackMark(paymentId: string): string {
  return `chargeback#${paymentId}`;
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
