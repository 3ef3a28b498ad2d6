import type { AccountView } from '../domain/account/account.ts';
import type { Hold, HoldDecision } from '../domain/account/hold.ts';
import type { Decide } from '../domain/decisions/command.ts';
import type { Refusal } from '../domain/decisions/refusal.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { Appendable } from './append-kinds.ts';
import type { LookUp } from './look-up.ts';

/** One change of one account: who asks, what it needs to know, and the pure decision. */
export interface Change extends LookUp {
  readonly accountId: string;
  /** Goes with the key. */
  readonly fingerprint?: string;
  readonly writtenFingerprint?: string;
  readonly decide: Decide;
  /** The same as `decide` says it, where it may be appended. */
  readonly append?: Appendable;
}

/** The definite answer to a change. `isReplay` says that it was given before. */
export type ChangeOutcome = (
  | { readonly kind: 'done'; readonly entry: Entry }
  | { readonly kind: 'unchanged'; readonly view: AccountView }
  | { readonly kind: 'advanced' }
  | { readonly kind: 'reported'; readonly hold: Hold; readonly decision: HoldDecision }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
) & { readonly isReplay: boolean };
