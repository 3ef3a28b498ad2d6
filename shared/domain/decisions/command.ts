/** The members that every command has, so that none can leave it out. */

import type { Account } from '../account/account.ts';
import type { DraftOf, EntryType } from '../ledger/entry.ts';
import { record } from '../ledger/record.ts';
import { present } from '../present.ts';
import { type Decision, type Request, refuse } from './decision.ts';
import { type DecisionContext, type FindingsFor, guardFindings, type Needs, type Rules } from './needs.ts';

/** A change that callers may ask of an account: what it has to have looked up, and the pure decision. */
export interface Command<Asked> {
  readonly needs: (asked: Asked) => Needs;
  readonly decide: (account: Account | undefined, asked: Asked & Request, context: DecisionContext) => Decision;
}

/** A decision with its command in it, as storage asks for it: on the newest account, as often as that changes. */
export type Decide = (account: Account | undefined, context: DecisionContext) => Decision;

/** The part of an entry that a decision gives. Who asked is added by `command`. */
export type Draft<T extends EntryType = EntryType> = WithoutCaller<DraftOf<T>>;
type WithoutCaller<D> = D extends unknown ? Omit<D, keyof Request> : never;

/** The proposal that a decision makes about an open account, before it is written down who asked. */
export type Proposal =
  | Exclude<Decision, { readonly kind: 'change' | 'advanced' | 'unchanged' }>
  | {
      readonly kind: 'change';
      /** The account, with what comes before the entry in it. */
      readonly account: Account;
      readonly changes: Partial<Account>;
      readonly draft: Draft;
      /** The change that became due with it, written already. */
      readonly before: Extract<Decision, { readonly kind: 'change' }>['before'];
    };

export interface CommandParts<Asked, N extends Needs> {
  /** Nothing when left out. */
  readonly needs?: (asked: Asked) => N;
  /** `found` has what the needs name, and throws when asked for another. The account is open. */
  readonly decide: (account: Account, asked: Asked, found: Rules & FindingsFor<N>) => Proposal;
}

/** There has to be an account, and an open one; what is decided is written down in the name of whoever asked. */
export function command<Asked, N extends Needs = Record<never, never>>({
  needs,
  decide,
}: CommandParts<Asked, N>): Command<Asked> {
  const needsOf: Command<Asked>['needs'] = needs ?? (() => nothing);
  return {
    needs: needsOf,
    decide: (account, asked, context) => {
      if (account === undefined) return refuse({ reason: 'account-not-found' });
      if (account.closedAtMs !== undefined) return refuse({ reason: 'account-closed' });
      const proposal = decide(account, asked, { ...context, ...guardFindings(needsOf(asked), context) });
      return proposal.kind === 'change' ? withCaller(proposal, asked) : proposal;
    },
  };
}

/** Changes an account, with an entry that says so. */
export function change(
  account: Account,
  changes: Partial<Account>,
  draft: Draft,
  before?: Extract<Proposal, { readonly kind: 'change' }>['before'],
): Proposal {
  return { kind: 'change', account, changes, draft, before };
}

const nothing: Needs = {};

function withCaller(
  { account, changes, draft, before }: Extract<Proposal, { readonly kind: 'change' }>,
  { caller, idempotencyKey, fingerprint }: Request,
): Decision {
  const recorded = record(account, changes, { ...draft, caller, idempotencyKey, fingerprint });
  return { kind: 'change', ...recorded, ...present({ before }) };
}
