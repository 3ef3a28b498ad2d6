import type { Command } from '../../domain/decisions/command.ts';
import type { Request } from '../../domain/decisions/decision.ts';
import type { Outcome } from '../../domain/decisions/outcome.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { present } from '../../domain/present.ts';
import type { AccountStore } from '../../storage/account-store.ts';
import type { Appendable } from '../../storage/append-kinds.ts';
import type { Change, ChangeOutcome } from '../../storage/change-outcome.ts';

/** A request to an account, and who makes it. */
export type For<Asked> = Asked & Request & { readonly accountId: string };

/** The operation that carries out a command. Its answer is made of the entry. */
export function changeBy<Asked>(
  command: Command<Asked>,
  appended?: (asked: For<Asked>) => Appendable,
): (store: AccountStore, asked: For<Asked>, nowMs: number) => Promise<Outcome<Entry>> {
  const how = appended === undefined ? {} : { appended };
  return async (store, asked, nowMs) => entryOutcome(await store.change(changeOf(command, asked, { nowMs, ...how })));
}

interface How<Asked> {
  readonly nowMs: number;
  /** The append of what needn't replace the account's item. */
  readonly appended?: (asked: For<Asked>) => Appendable;
}

/** A command as the store carries it out: with what it needs looked up. */
export function changeOf<Asked>(command: Command<Asked>, asked: For<Asked>, { nowMs, appended }: How<Asked>): Change {
  const { accountId, idempotencyKey, fingerprint, writtenFingerprint } = asked;
  return {
    ...command.needs(asked),
    accountId,
    idempotencyKey,
    fingerprint,
    ...present({ writtenFingerprint }),
    nowMs,
    ...(appended === undefined ? {} : { append: appended(asked) }),
    decide: (account, context) => command.decide(account, asked, context),
  };
}

function entryOutcome(outcome: ChangeOutcome): Outcome<Entry> {
  switch (outcome.kind) {
    case 'done':
      return { kind: 'done', value: outcome.entry, isReplay: outcome.isReplay };
    case 'refused':
      return outcome;
    case 'unchanged':
    case 'advanced':
    case 'reported':
      throw new TypeError('this operation always makes an entry');
    default:
      return outcome satisfies never;
  }
}
