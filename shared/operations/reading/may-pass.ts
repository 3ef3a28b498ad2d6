import type { Account } from '../../domain/account/account.ts';
import { withdrawnBy } from '../../domain/account/withdrawn.ts';

/**
 * False of an entry that an account's ledger surely doesn't come by: it lies beyond its end, is another than its last, or was withdrawn. As after
 * a repair, what was kept as of such an entry tells of a ledger that is gone. Of an earlier one the entry after it decides.
 */
export function mayPass(
  { seq, headHash, withdrawn }: Account,
  entry: { readonly seq: number; readonly hash: string },
): boolean {
  if (withdrawnBy(withdrawn, entry.seq) !== undefined) return false;
  return entry.seq < seq || (entry.seq === seq && entry.hash === headHash);
}
