/** Puts an entry into the ledger: its number, the balance around it, and the hash that chains it (R21). */
import { hash } from 'node:crypto';
import { type Account, balanceOf } from '../account/account.ts';
import { available, withWaiting } from '../account/grant.ts';
import { noCredits } from '../amount.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { Entry, EntryDraft, UnsealedEntry } from './entry.ts';
import { publicEntry } from './public-entry.ts';

/** The previous hash of the first entry of a ledger. */
export const genesisHash = '0'.repeat(64);

export interface EntryRecord {
  readonly account: Account;
  readonly entry: Entry;
}

/** Puts a decided change into the ledger: the account as it is after it, and its entry. */
export function record(account: Account, changes: Partial<Account>, draft: EntryDraft): EntryRecord {
  const changed = withoutUnpaid({ ...account, ...changes });
  const unsealed: UnsealedEntry = {
    ...draft,
    accountId: account.accountId,
    seq: account.seq + 1,
    cycle: changed.cycle.index,
    before: available(account.grants),
    after: balanceOf(changed),
    previousHash: account.headHash,
  };
  const entry: Entry = { ...unsealed, hash: hashOf(unsealed) };
  return {
    account: { ...exhaustion(changed, entry), seq: entry.seq, headHash: entry.hash, lastAtMs: entry.atMs },
    entry,
  };
}

/** R35: plan credits wait while the account is suspended, however they came to it. Accounts without a subscription have none that wait. */
function withoutUnpaid(account: Account): Account {
  const grants = withWaiting(account.grants, account.suspendedSinceMs !== undefined);
  return grants === account.grants ? account : { ...account, grants };
}

/** SHA-256 over the canonical JSON of the entry as the API shows it, without its `hash`. */
export function hashOf(entry: UnsealedEntry): string {
  return hash('sha256', canonicalJson(publicEntry(entry)));
}

/** R14: `available ≤ 0` exhausts an account, and a grant ends it at once, in its own write. */
function exhaustion(account: Account, entry: Entry): Account {
  const { exhaustedSinceMs, ...rest } = account;
  if (entry.after.available > noCredits) return rest;
  return { ...rest, exhaustedSinceMs: exhaustedSinceMs ?? entry.atMs };
}
