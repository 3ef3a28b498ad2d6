/**
 * The entries that the records of a tail become: each is decided on the account that the one before it left, at the later of its own time
 * and the account's. Pure, so that every process and every reader comes to the same entries, whoever appended them. A record
 * met its conditions when it was appended, so its decision is known to be carried out, or refused; what it is made of is only
 * known at its position.
 */
import type { Account } from '../domain/account/account.ts';
import { type DecisionContext, findingsIn } from '../domain/decisions/needs.ts';
import type { Refusal } from '../domain/decisions/refusal.ts';
import type { Restore } from '../domain/decisions/way.ts';
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
    if (decision.kind === 'change' && record.restore === undefined) {
      account = decision.account;
      entries.push(...(decision.before ?? []), decision.entry);
    } else if (decision.kind === 'refused' && record.restore !== undefined) {
      const { idempotencyKey, fingerprint } = record.command;
      const answer = {
        kind: 'refused',
        refusal: withWays(decision.refusal, record.restore, account.cycle.endMs),
      } as const;
      notes.push({ idempotencyKey, fingerprint, atMs: nowMs, answer });
    } else throw new ItemCorrupt(`a ${record.kind} in the tail is ${decision.kind}`);
  }
  return { account: roundTrip(account), entries, notes };
}

/** Nothing is said of up to when nothing was charged. */
function roundTrip(account: Account): Account {
  return account.standing.length === 0 ? { ...account, accruedAtMs: account.lastAtMs } : account;
}

/** All that a decision in the tail may look at is in its record. */
function contextOf({ held }: AppendRecord, nowMs: number): DecisionContext {
  const found = findingsIn({ mark: () => undefined, entry: () => undefined, hold: () => held?.hold });
  return { nowMs, plans: new Map(), rateCards: [], ...found };
}

/** The ways back that there were when it was refused; as it was said then, of one recorded before there were ways. */
function withWays(refusal: Refusal, restore: Restore, renewsAtMs: number): Refusal {
  if (refusal.reason === 'too-many-limit-values') return { ...refusal, restore };
  if (refusal.reason !== 'insufficient-credits' && refusal.reason !== 'limit-reached') return refusal;
  if (restore.ways !== undefined) return { ...refusal, restore };
  if (refusal.reason === 'limit-reached') {
    const { restore: _unsaid, ...said } = refusal;
    return said;
  }
  const { held: _unsaid, ...said } = refusal;
  return { ...said, restore: { ...restore, renewsAtMs } };
}
