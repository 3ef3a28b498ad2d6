import type { Account } from '../../domain/account/account.ts';

/**
 * False of an entry that an account's ledger surely doesn't come by: it lies beyond its end, or is another than its last. As after
 * a repair, what was kept as of such an entry tells of a ledger that is gone. Of an earlier one the entry after it decides.
 */
export function mayPass({ seq, headHash }: Account, entry: { readonly seq: number; readonly hash: string }): boolean {
  return entry.seq < seq || (entry.seq === seq && entry.hash === headHash);
}
