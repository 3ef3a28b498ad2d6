/** R9, once more: what is remembered, and for how long. */
import type { Note } from '../../../../shared/storage/note.ts';

export const memoryMs = 24 * 3_600_000;

export function forgottenAt({ atMs, answer }: Note): number {
  return answer.kind === 'refused' ? atMs + memoryMs : Number.POSITIVE_INFINITY;
}

/** Reasons that are judged afresh: what doesn't exist yet, and a misused key, are judged afresh. */
const judgedAfresh: readonly string[] = [
  'account-not-found',
  'plan-unknown',
  'sku-unknown',
  'sku-not-standing',
  'payment-not-found',
  'promotion-not-found',
  'idempotency-key-reused',
];

export function isKept(reason: string): boolean {
  return !judgedAfresh.includes(reason);
}
