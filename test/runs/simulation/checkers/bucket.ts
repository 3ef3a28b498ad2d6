/** Buckets of credits as entries alone make them, and how they pay. */
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';

/** A bucket of credits. granted = used + refunded + repaid + corrected + held + lost + what is available, at all times. */
export interface Bucket {
  readonly grantId: string;
  readonly source: 'plan' | 'adjustment' | 'add-on';
  /** The one category that it pays for; all where there is none. */
  readonly category: string | undefined;
  readonly createdSeq: number;
  granted: number;
  used: number;
  /** Taken back with its payment. */
  refunded: number;
  /** Gone into debt, and into overrun. */
  repaidDebt: number;
  repaidOverrun: number;
  corrected: number;
  held: number;
  lost: number;
  /** Owed for purchases in it that were charged back. */
  owed: number;
  expiresAtMs: number;
  hasEnded: boolean;
}

export function leftIn({ granted, used, refunded, repaidDebt, repaidOverrun, corrected, held, lost }: Bucket): number {
  return granted - used - refunded - repaidDebt - repaidOverrun - corrected - held - lost;
}

export function slicesOf(slices: Entry['slices']): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { grantId, credits } of slices) sums.set(grantId, (sums.get(grantId) ?? 0) + credits);
  return sums;
}

export function sumOf(slices: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const credits of slices.values()) sum += credits;
  return sum;
}

/** As the end of its id says it. */
export function paidBy(grantId: string): string | undefined {
  return /^adjustment-\d+-(ai|infrastructure|platform)$/.exec(grantId)?.[1];
}

export function sourceOf(grantId: string): Bucket['source'] {
  if (grantId.startsWith('plan')) return 'plan';
  return grantId.startsWith('adjustment') ? 'adjustment' : 'add-on';
}
