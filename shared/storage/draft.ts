/** The additions of a group of changes to an account so far. */
import type { Account } from '../domain/account/account.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { Change } from './change-outcome.ts';
import { encodeEntries } from './entry-text.ts';
import { encodeNote, type Note, type NoteAnswer } from './note.ts';

export interface Additions {
  readonly account: Account;
  readonly entries: readonly Entry[];
  /** As the first entries of a log. */
  readonly entryTexts: readonly string[];
  readonly notes: readonly Note[];
  readonly noteTexts: readonly string[];
}

export interface Draft extends Omit<Additions, 'account'> {
  readonly account: Account | undefined;
  readonly bytes: number;
  /** True when the account changed in ways that make no entry. */
  readonly isTouched: boolean;
}

export function emptyDraft(account: Account | undefined): Draft {
  return { account, entries: [], entryTexts: [], notes: [], noteTexts: [], bytes: 0, isTouched: false };
}

export function withEntries(draft: Draft, account: Account, entries: readonly Entry[]): Draft {
  if (entries.length === 0) return draft;
  const texts = encodeEntries(entries, draft.entries.at(-1));
  return {
    ...draft,
    account,
    entries: [...draft.entries, ...entries],
    entryTexts: [...draft.entryTexts, ...texts],
    bytes: draft.bytes + bytesOf(texts),
  };
}

export function withNote(
  draft: Draft,
  { idempotencyKey, fingerprint = '' }: Change,
  atMs: number,
  answer: NoteAnswer,
): Draft {
  if (idempotencyKey === undefined) return draft;
  const note: Note = { idempotencyKey, fingerprint, atMs, answer };
  const text = encodeNote(note);
  return {
    ...draft,
    notes: [...draft.notes, note],
    noteTexts: [...draft.noteTexts, text],
    bytes: draft.bytes + bytesOf([text]),
  };
}

export function additionsOf({ account, entries, entryTexts, notes, noteTexts }: Draft): Additions {
  if (account === undefined) throw new TypeError('nothing can be added to an account that is not there');
  return { account, entries, entryTexts, notes, noteTexts };
}

function bytesOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + 1 + Buffer.byteLength(text), 0);
}
