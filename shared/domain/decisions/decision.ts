import type { Account, AccountView } from '../account/account.ts';
import type { Hold, HoldDecision } from '../account/hold.ts';
import type { PlanCatalogue } from '../catalogue/plan.ts';
import type { RateCard } from '../catalogue/rate-card.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Mark } from '../ledger/mark.ts';
import type { Refusal } from './refusal.ts';

/**
 * What a pure decision says. Storage carries it out: a change and a remembered refusal become durable in one conditional
 * write (rule 10).
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
  | { readonly kind: 'settled' }
  /** A hold's report that needs nothing written: what is set aside covers it, or there is nothing to set aside. */
  | { readonly kind: 'reported'; readonly hold: Hold; readonly decision: HoldDecision }
  /** The account already is as asked. */
  | { readonly kind: 'unchanged'; readonly view: AccountView };

/** What a decision may look at besides its command. */
export interface DecisionContext {
  /** The decision's time: the clock's, or the newest entry's if that is later. */
  readonly nowMs: number;
  readonly plans: PlanCatalogue;
  /** The rate cards that came into effect since standing usage was last charged. */
  readonly rateCards: readonly RateCard[];
  /** An entry that the command named, by its number or by a mark; undefined if there is none. */
  readonly entry: (seq: number) => Entry | undefined;
  /** A hold that the command named, as it is; undefined if there is none. */
  readonly hold: (holdId: string) => Hold | undefined;
  /** The entries that already carry a natural key which the command named: a payment, a debit's reversal. */
  readonly marks: ReadonlyMap<string, Mark>;
}

export type Decide = (account: Account | undefined, context: DecisionContext) => Decision;

/** For every command but the opening: there has to be an account. */
export function onAccount<C>(
  decide: (account: Account, command: C, context: DecisionContext) => Decision,
  command: C,
): Decide {
  return (account, context) =>
    account === undefined ? refuse({ reason: 'account-not-found' }) : decide(account, command, context);
}

/** Who asks, under which key, with which content. On every command. */
export interface Request {
  readonly caller: string;
  readonly idempotencyKey: string;
  /** Of operation and content, see `fingerprint`. */
  readonly fingerprint: string;
}

export function refuse(refusal: Refusal): Decision {
  return { kind: 'refused', refusal };
}
