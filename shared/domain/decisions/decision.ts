import type { Account, AccountView } from '../account/account.ts';
import type { Hold, HoldDecision } from '../account/hold.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Refusal } from './refusal.ts';

/**
 * The answer of a pure decision. Storage carries it out: a change and a remembered refusal become durable in one conditional
 * write (R10).
 */
export type Decision =
  | {
      /** The account as it will be, and the entry that the caller's answer is made of. */
      readonly kind: 'change';
      readonly account: Account;
      readonly entry: Entry;
      /** Entries that come before it in the same change. */
      readonly before?: readonly Entry[];
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** This was done before under another key (one payment, two notices): the answer is that entry's. */
  | { readonly kind: 'done-before'; readonly seq: number }
  /** Nothing was asked but what had become due. */
  | { readonly kind: 'advanced' }
  /** A hold's report that needs nothing written: what is set aside covers it, or there is nothing to set aside. */
  | { readonly kind: 'reported'; readonly hold: Hold; readonly decision: HoldDecision }
  /** The account already is as asked. */
  | { readonly kind: 'unchanged'; readonly view: AccountView };

/** Who asks, under which key, with which content. On every command. */
export interface Request {
  readonly caller: string;
  readonly idempotencyKey: string;
  /** A digest of operation and content, see `fingerprint`. */
  readonly fingerprint: string;
  /** Likewise of the content as it was written, where it could have been written otherwise: R8 takes either. */
  readonly writtenFingerprint?: string;
}

export function refuse(refusal: Refusal): Extract<Decision, { readonly kind: 'refused' }> {
  return { kind: 'refused', refusal };
}
