/** The knowledge that checkers have of an account, from its commits. */
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';
import type { LoadedAccount } from '../../../../shared/storage/account-item.ts';
import type { Note } from '../../../../shared/storage/note.ts';
import type { Key } from '../../../../shared/storage/table-keys.ts';
import type { Books } from './books.ts';

export interface SeenNote {
  readonly note: Note;
  /** Numbers of the entries between which it may have been decided. */
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** The knowledge of an account from its commits. */
export interface AccountObservation {
  readonly accountId: string;
  readonly entries: Entry[];
  /** The entry of each idempotency key. */
  readonly byKey: Map<string, Entry>;
  readonly notes: Map<string, SeenNote[]>;
  readonly books: Books;
  version: number;
  loaded: LoadedAccount | undefined;
  /** Damaged on purpose: nothing of it is checked any more but that nothing is built on it. */
  isDamaged: boolean;
  /** The entry that is gone from its ledger. */
  gone: Key | undefined;
  quarantinedAtVersion: number | undefined;
  /** Balances that readers were shown, to be held against the ledger once it is whole. */
  readonly views: SeenView[];
  /** Entries that a reader of the ledger was told are certain. */
  readonly certain: Map<number, string>;
}

interface SeenView {
  readonly atMs: number;
  readonly seq: number;
  readonly headHash: string;
  readonly available: number;
}

export interface Commit {
  readonly watched: AccountObservation;
  readonly before: LoadedAccount | undefined;
  readonly after: LoadedAccount;
  readonly entries: readonly Entry[];
}
