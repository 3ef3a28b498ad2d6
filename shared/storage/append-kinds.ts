/**
 * The kinds of change that are appended, in one table: how each is kept in a record, and the decision that makes an entry of
 * it. What an append asks for and changes is made from the entry that the decision foresees (`append.ts`), what the record
 * becomes from the same decision at its position in the order (`fold-tail.ts`). All else replaces the item.
 */

import type { Account } from '../domain/account/account.ts';
import type { LimitedUse } from '../domain/account/limit-scope.ts';
import type { Authorization } from '../domain/decisions/authorize-hold.ts';
import type { Capture } from '../domain/decisions/capture-hold.ts';
import type { Debit } from '../domain/decisions/debit-credits.ts';
import type { Decision, Request } from '../domain/decisions/decision.ts';
import type { DecisionContext } from '../domain/decisions/needs.ts';
import type { Release } from '../domain/decisions/release-hold.ts';
import type { Report } from '../domain/decisions/report-usage.ts';
import type { Restore } from '../domain/decisions/way.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { namesOf, present } from '../domain/present.ts';
import { debit } from './append-debit.ts';
import { authorize, capture, release, report } from './append-holds.ts';
import type { Kind } from './append-kind.ts';
import type { FiledHold } from './hold-item.ts';
import { fromRecordHold, toRecordHold } from './record-hold.ts';
import { decodeRecord, encodeRecord } from './record-text.ts';
import { ofRecorded, toRecorded } from './restore-text.ts';
import { ItemCorrupt } from './table.ts';

/** The request of each. */
export interface AppendCommands {
  readonly debit: Debit;
  readonly authorize: Authorization;
  readonly report: Report;
  readonly capture: Capture;
  readonly release: Release;
}
export type AppendKind = keyof AppendCommands;

const appendKinds: { readonly [K in AppendKind]: Kind<AppendCommands[K]> } = {
  debit,
  authorize,
  report,
  capture,
  release,
};

/** A change that may be appended: what was asked for, as its decision takes it. */
export type Appendable = {
  readonly [K in AppendKind]: { readonly kind: K; readonly command: AppendCommands[K] & Request };
}[AppendKind];

/** The content of a record. */
export type AppendRecord = Appendable & {
  readonly atMs: number;
  /** For a change that was refused: the ways back that there were. */
  readonly restore?: Restore;
  /** The hold that it is about, as it was looked up. */
  readonly held?: FiledHold;
};

/** The text of a record; undefined of a change that can't be appended. */
export function encodeAppend(record: AppendRecord): string | undefined {
  const { kind, command, atMs, restore, held } = record;
  const row = rowOf(kind);
  const own = row.encode(command);
  if (own === undefined || row.isOfHold !== (held !== undefined)) return undefined;
  const { caller, idempotencyKey, fingerprint } = command;
  const head = { atMs, caller, idempotencyKey, fingerprint };
  const body = [...(held === undefined ? [] : toRecordHold(held, atMs)), ...own];
  return restore === undefined
    ? encodeRecord({ ...head, kind: row.letter }, body)
    : encodeRecord({ ...head, kind: row.letter.toUpperCase() }, [toRecorded(restore), ...body]);
}

export function decodeAppend(text: string): AppendRecord {
  const { head, body } = decodeRecord(text);
  const { kind: letter, atMs, caller, idempotencyKey, fingerprint } = head;
  const kind = kindOf(letter.toLowerCase());
  const isRefused = letter !== letter.toLowerCase();
  const restore = isRefused ? { restore: ofRecorded(body[0]) } : {};
  const rest = isRefused ? body.slice(1) : body;
  const { held, own } = rowOf(kind).isOfHold ? fromRecordHold(rest, atMs) : { own: rest };
  const request = { caller, idempotencyKey, fingerprint };
  const appendable = appendableOf(kind, (row) => row.decode(own, request, held?.hold.holdId ?? ''));
  return { ...appendable, atMs, ...restore, ...present({ held }) };
}

/** The decision of a record, on the account at its position. */
export function decideAppend(account: Account, { kind, command }: Appendable, context: DecisionContext): Decision {
  return rowOf(kind).command.decide(account, command, context);
}

/** The amount that it takes of any account's balance; undefined when that depends on the account. */
export function amountOf({ kind, command }: Appendable, nowMs: number): number | undefined {
  return rowOf(kind).takes(command, nowMs);
}

/** Tells whether the entry that is foreseen is the same however much there is, as long as there is enough. */
export function commutes({ kind, command }: Appendable, entry: Entry): boolean {
  const { overrun, uncovered, uncoveredBefore } = entry;
  const isCovered = overrun === undefined && uncovered === undefined && uncoveredBefore === undefined;
  return isCovered && rowOf(kind).commutes(entry, command);
}

/** When something of it becomes due, of one decided then. */
export function dueBy({ kind, command }: Appendable, nowMs: number): number | undefined {
  return rowOf(kind).dueAtMs?.(command, nowMs);
}

/** Tells whether spending limits stop it, or only count what ran. */
export function isLimited({ kind }: Appendable): boolean {
  return rowOf(kind).isLimited;
}

/** The use, and by whom, where limits may refuse it as a whole. */
export function useOf({ kind, command }: Appendable): LimitedUse | undefined {
  return rowOf(kind).use?.(command);
}

/** Tells whether it is about a hold, which has to be known. */
export function isOfHold({ kind }: Appendable): boolean {
  return rowOf(kind).isOfHold;
}

/** The kind together with its own command. */
function appendableOf(
  kind: AppendKind,
  decode: <K extends AppendKind>(row: Kind<AppendCommands[K]>) => AppendCommands[K] & Request,
): Appendable {
  switch (kind) {
    case 'debit':
      return { kind, command: decode<'debit'>(debit) };
    case 'authorize':
      return { kind, command: decode<'authorize'>(authorize) };
    case 'report':
      return { kind, command: decode<'report'>(report) };
    case 'capture':
      return { kind, command: decode<'capture'>(capture) };
    case 'release':
      return { kind, command: decode<'release'>(release) };
    default:
      return kind satisfies never;
  }
}

function rowOf<K extends AppendKind>(kind: K): Kind<AppendCommands[K]> {
  return appendKinds[kind];
}

function kindOf(letter: string): AppendKind {
  for (const kind of namesOf(appendKinds)) if (appendKinds[kind].letter === letter) return kind;
  throw new ItemCorrupt('a record of an unknown kind');
}
