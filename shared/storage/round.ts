/** The values that the steps of a round hand to each other: what a group has come to, what is known, what to do, and what came of it. */
import type { LoadedAccount } from './account-item.ts';
import type { Append } from './append-asks.ts';
import type { AppendDraft } from './append-draft.ts';
import type { Change } from './change-outcome.ts';
import type { EscrowedAccount } from './file-tail.ts';
import type { Answer, Basis, FoundUnderKey } from './fold-changes.ts';
import type { Replacement } from './replace.ts';

/** All that a group has come to so far. */
export interface Attempt {
  readonly accountId: string;
  readonly group: readonly Change[];
  readonly view: View;
  /** The writes of ours that went unanswered or were refused, by key. */
  readonly ownWrites: ReadonlyMap<string, OwnWrite>;
  /** Races for the whole item that were lost. */
  readonly losses: number;
  /** The account's version as of which nobody else has written for several turns of this process. */
  readonly aloneAt?: number;
  /** Tries that a busy item turned away. */
  readonly throttled: number;
  /** How long ago the newest of its requests was asked. */
  readonly elapsedMs: number;
  /** The appends in a row that one version of the account refused. */
  readonly refused?: { readonly version: number; readonly times: number };
  /** The account's filings when its tail was found to be full: how often it had been filed. */
  readonly fullAtFilings?: number;
  /** The account after a filing that followed our write. */
  readonly after?: LoadedAccount;
}

/** The record that a write of ours leaves under a key: an entry's hash, a remembered answer, or a record. */
export interface OwnWrite {
  readonly content: string;
  /** The answer that a record becomes, at its own time unless the account's is later. */
  readonly becomes?: Pick<FoundUnderKey, 'kind' | 'atMs'>;
}

export type View =
  /** Nobody has looked. */
  | { readonly kind: 'unread' }
  /** The facts that were known are of no use any more. */
  | { readonly kind: 'unsure' }
  /** As this process saw it some time ago: good for an append, or for nothing. */
  | { readonly kind: 'warm'; readonly loaded: LoadedAccount }
  /** As some write before left it. */
  | { readonly kind: 'known'; readonly loaded: LoadedAccount | undefined }
  /** As it was during this attempt. */
  | { readonly kind: 'fresh'; readonly loaded: LoadedAccount | undefined };

/** For the first changes of a group, in order, and the account that the next group may begin with. */
export interface AnsweredGroup {
  readonly answers: readonly Answer[];
  readonly loaded: LoadedAccount | undefined;
}

/** The outcome of a step. */
export type StepOutcome =
  | { readonly kind: 'answered'; readonly answered: AnsweredGroup }
  /** Something was read or stored: go on from there. */
  | {
      readonly kind: 'seen';
      readonly loaded: LoadedAccount | undefined;
      readonly after?: LoadedAccount;
      /** A step towards what was asked for, of an account that was long overdue. */
      readonly isOverdue?: true;
    }
  /** Somebody else was first: what came back, where the engine returns it. */
  | {
      readonly kind: 'lost';
      readonly existing: LoadedAccount | undefined;
      readonly isWhole: boolean;
      /** Somebody else brought the account forward in our place. */
      readonly isOverdue?: true;
    }
  /** The account's item was too busy for as many tries. */
  | { readonly kind: 'throttled'; readonly tries: number }
  /** No answer. */
  | { readonly kind: 'in-doubt' }
  /** Appends are to stand back, or there is no room for them until somebody has filed. */
  | { readonly kind: 'busy'; readonly fullAtFilings?: number };

/** The facts that are known, by the first step. */
export type Sight =
  /** Nothing has to be known: the first changes of the group are appended as they are. */
  | { readonly kind: 'unread'; readonly drafts: readonly AppendDraft[] }
  | { readonly kind: 'basis'; readonly basis: Basis; readonly isFresh: boolean }
  /** Side items tell that the account has moved on since it was read. */
  | { readonly kind: 'outdated' };

/** The action to take about it, by the second. */
export type Step =
  /** Nothing is to be written, and what the answers rest on was read since they were asked for. */
  | { readonly kind: 'answer'; readonly answered: AnsweredGroup }
  /** The same, once it is sure that the account is still as it was. */
  | { readonly kind: 'verify'; readonly answered: AnsweredGroup }
  | {
      readonly kind: 'append';
      readonly append: Append;
      /** The account's that it goes by, if it was seen. */
      readonly version?: number;
      readonly ownWrites: ReadonlyMap<string, OwnWrite>;
      /** Nobody else appends: the tail may be filled to the last. */
      readonly isAlone?: boolean;
      /** The account to file in the same write, for whoever is alone with it. */
      readonly filing?: EscrowedAccount;
    }
  | {
      readonly kind: 'replace';
      readonly replacement: Replacement;
      readonly nowMs: number;
      /** Undefined when there is more to store before anything is decided. */
      readonly answered: AnsweredGroup | undefined;
      readonly ownWrites: ReadonlyMap<string, OwnWrite>;
    }
  /** Asks appends to stand back while the item is replaced. */
  | { readonly kind: 'pause'; readonly loaded: EscrowedAccount; readonly clockMs: number }
  | { readonly kind: 'file'; readonly loaded: EscrowedAccount; readonly nowMs: number }
  | { readonly kind: 'stand-back'; readonly fullAtFilings?: number };
