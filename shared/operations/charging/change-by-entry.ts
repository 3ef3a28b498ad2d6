import type { Account } from '../../domain/account/account.ts';
import { type Decision, type DecisionContext, onAccount, type Request } from '../../domain/decisions/decision.ts';
import type { Outcome } from '../../domain/decisions/outcome.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import type { ChangeOutcome } from '../../storage/change-outcome.ts';
import type { Needs } from '../../storage/look-up.ts';
import type { CreditStore } from '../../storage/store.ts';

/** A command, and the account that it is for. */
export type For<C> = C & { readonly accountId: string };

/** What a decision needs besides the account: the time, and what the command refers to. */
type DecisionNeeds = Pick<Needs, 'nowMs' | 'marks' | 'entrySeq' | 'holdId'>;

/** Carries out a change of an account whose answer is made of its entry. */
export async function changeByEntry<C extends For<Request>>(
  store: CreditStore,
  command: C,
  decide: (account: Account, command: C, context: DecisionContext) => Decision,
  needs: DecisionNeeds,
): Promise<Outcome<Entry>> {
  const { accountId, idempotencyKey, fingerprint } = command;
  const change = { accountId, idempotencyKey, fingerprint, ...needs };
  return entryOutcome(await store.change({ ...change, decide: onAccount(decide, command) }));
}

function entryOutcome(outcome: ChangeOutcome): Outcome<Entry> {
  switch (outcome.kind) {
    case 'done':
      return { kind: 'done', value: outcome.entry, isReplay: outcome.isReplay };
    case 'refused':
      return outcome;
    case 'unchanged':
    case 'settled':
    case 'reported':
      throw new TypeError('this operation always makes an entry');
    default:
      return outcome satisfies never;
  }
}
