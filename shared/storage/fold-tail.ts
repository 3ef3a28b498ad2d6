/**
 * The entries that the records of a tail become: each is decided on the account that the one before it left, at the later of its own time
 * and the account's. Pure, so that every process and every reader comes to the same entries, whoever appended them. A record
 * met its conditions when it was appended, so its decision is known to be carried out, or refused; what it is made of is only
 * known at its position.
 */
import type { Account } from '../domain/account/account.ts';
import { type DecisionContext, foundIn } from '../domain/decisions/needs.ts';
import type { Refusal } from '../domain/decisions/refusal.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { type AppendRecord, decideAppend, decodeAppend } from './append-kinds.ts';
import type { Note } from './note.ts';
import { ItemCorrupt } from './table.ts';

export interface FoldedTail {
  readonly account: Account;
  readonly entries: readonly Entry[];
  readonly notes: readonly Note[];
}

export function foldTail(before: Account, tail: readonly string[]): FoldedTail {
  const entries: Entry[] = [];
  const notes: Note[] = [];
  let account = before;
  for (const text of tail) {
    const record = decodeAppend(text);
    const nowMs = Math.max(record.atMs, account.lastAtMs);
    const decision = decideAppend(account, record, contextOf(record, nowMs));
    if (decision.kind === 'change' && record.packs === undefined) {
      account = decision.account;
      entries.push(...(decision.before ?? []), decision.entry);
    } else if (decision.kind === 'refused' && record.packs !== undefined) {
      const { idempotencyKey, fingerprint } = record.command;
      const answer = { kind: 'refused', refusal: withPacks(decision.refusal, record.packs) } as const;
      notes.push({ idempotencyKey, fingerprint, atMs: nowMs, answer });
    } else throw new ItemCorrupt(`a ${record.kind} in the tail is ${decision.kind}`);
  }
  return { account: asStored(account), entries, notes };
}

/** Nothing is said of up to when nothing was charged. */
function asStored(account: Account): Account {
  return account.standing.length === 0 ? { ...account, accruedAtMs: account.lastAtMs } : account;
}

/** All that a decision in the tail may look at is in its record. */
function contextOf({ held }: AppendRecord, nowMs: number): DecisionContext {
  const found = foundIn({ mark: () => undefined, entry: () => undefined, hold: () => held?.hold });
  return { nowMs, plans: new Map(), rateCards: [], ...found };
}

/** The packs that the plan offered when it was refused. */
function withPacks(refusal: Refusal, packs: NonNullable<AppendRecord['packs']>): Refusal {
  return refusal.reason === 'insufficient-credits' ? { ...refusal, restore: { ...refusal.restore, packs } } : refusal;
}
