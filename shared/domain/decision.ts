import type { Account, AccountView } from './account.ts';
import type { Entry } from './entry.ts';
import type { PlanCatalogue } from './plan.ts';
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
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** This was done before under another key (one payment, two notices): the answer is that entry's. */
  | { readonly kind: 'done-before'; readonly seq: number }
  /** The account already is as asked. */
  | { readonly kind: 'unchanged'; readonly view: AccountView };

/** What a decision may look at besides its command. */
export interface DecisionContext {
  /** The decision's time: the clock's, or the newest entry's if that is later. */
  readonly nowMs: number;
  readonly plans: PlanCatalogue;
  /** The entry that the command refers to, when it named one and there is one. */
  readonly target?: Entry;
  /** The entries that already carry a natural key which the command named: a payment, a debit's reversal. */
  readonly marks: ReadonlyMap<string, Mark>;
}

/** Which entry carries a natural key, and with what content. */
export interface Mark {
  readonly seq: number;
  readonly content: string;
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

/** The keys besides the caller's own by which an entry is unique in its account. */
export function marksOf(entry: Entry): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  const { seq, paymentId, packId = '', reverses } = entry;
  if (paymentId !== undefined) marks.set(paymentMark(paymentId), { seq, content: packId });
  if (reverses !== undefined) marks.set(reversalMark(reverses), { seq, content: '' });
  return marks;
}

export function paymentMark(paymentId: string): string {
  return `payment#${paymentId}`;
}

export function reversalMark(seq: number): string {
  return `reversal#${seq}`;
}
