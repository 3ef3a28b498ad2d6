/** The draft of one change in an append: its record, and what it takes, as far as that is the same whoever else appends. */
import type { Account } from '../domain/account/account.ts';
import { idsOf, type Limit } from '../domain/account/limit.ts';
import { askedOf } from '../domain/account/limit-scope.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { present } from '../domain/present.ts';
import { amountOf, commutes, dueBy, encodeAppend, isLimited, isOfHold } from './append-kinds.ts';
import type { Change } from './change-outcome.ts';
import { limitNamesMax, markBytes, markOf, namedCounters } from './escrow.ts';
import type { FiledHold } from './hold-item.ts';
import { keyTimeMs } from './ordered-key.ts';
import { packRecord } from './record-packing.ts';

/** One change in an append. */
export interface AppendDraft {
  readonly text: string;
  /** The same as it is stored. */
  readonly packed: Uint8Array;
  readonly idempotencyKey: string;
  /** The amount that it takes of what is free. Less than zero: what it gives back. */
  readonly takes: number;
  /** The amounts that it takes of spending limits, or gives back. */
  readonly limits?: readonly LimitTaken[];
  /** For a refusal: what was wanted, and isn't there. */
  readonly lacks?: Lacking;
  /** For a change of a hold: the hold as some entry left it, which may be changed once. */
  readonly heldMark?: string;
  /** When something of it becomes due. */
  readonly dueAtMs?: number;
}

/** The amount that a change takes of a spending limit. */
export interface LimitTaken {
  /** In the escrow. */
  readonly name: string;
  readonly takes: number;
  /** True when there must be as much left. */
  readonly isAsked: boolean;
  /** For a value that is counted from now on: what is left of it before, and how many names there may be then. */
  readonly begins?: { readonly left: number; readonly namesMax: number };
}

/** The account as a refusal tells it: what it says isn't there, and the ways back, are reckoned from exactly that. */
export interface Lacking {
  readonly free: number;
  /** The spending limits that count it: their names in the escrow, and what is left of each. */
  readonly limits: readonly (readonly [name: string, left: number])[];
  /** Names of its values that nothing is counted of yet, and whether there is room for them. */
  readonly uncounted?: { readonly names: readonly string[]; readonly namesMax: number; readonly isRoom: boolean };
}

/** The weight that tail and log may have together, so that an item stays below 16 KB with room for a full house of grants. */
export const weightMaxBytes = 12_000;
/** A longer record replaces the item instead. */
const recordMaxBytes = 3_000;
/** A decision to change an account: as it was, and as it will be. */
export interface Decided {
  readonly before: Account;
  readonly after: Account;
  readonly entry: Entry;
  /** The hold that it is about, as it was looked up. */
  readonly held?: FiledHold;
}

/** The draft of a change that the account, as far as it is known, lets through; undefined of one that depends on all of it. */
export function draftOfEntry({ append, nowMs }: Change, decided: Decided): AppendDraft | undefined {
  const { before, after, entry, held } = decided;
  if (append === undefined || !commutes(append, entry)) return undefined;
  const isAboutHold = isOfHold(append);
  if (isAboutHold && (held === undefined || held.hold.state !== 'open' || isUncertain(before, held))) return undefined;
  const about = isAboutHold && held !== undefined ? { held } : {};
  const draft = drafted({ ...append, atMs: nowMs, ...about }, entry.before - entry.after.available);
  const limits = limitsTaken(before, after, isLimited(append));
  if (limits === undefined) return undefined;
  const dueAtMs = dueBy(append, nowMs);
  return (
    draft && {
      ...draft,
      ...('held' in about ? { heldMark: heldMarkOf(about.held) } : {}),
      ...(limits.length === 0 ? {} : { limits }),
      ...present({ dueAtMs }),
    }
  );
}

/** Limits from before it was kept when they began don't know which holds they count: what those give back isn't certain. */
function isUncertain({ limits }: Account, { hold }: FiledHold): boolean {
  return limits.some(({ limitId, sinceSeq }) => sinceSeq === undefined && hold.limitIds.includes(limitId));
}

/** Undefined where usage that nothing stops goes beyond a limit that would stop it: what an append asks for isn't there. */
function limitsTaken(before: Account, after: Account, isStopped: boolean): readonly LimitTaken[] | undefined {
  if (after.limits.length === 0) return [];
  const known = new Map(namedCounters(before.limits).map((counter) => [counter.name, counter.left]));
  const moved = namedCounters(after.limits).filter(({ name, left }) => known.get(name) !== left);
  const asked = idsOf(askedOf(before.limits.filter(({ limitId }) => moved.some((each) => each.limitId === limitId))));
  const taken = moved.map(({ name, limitId, left }) => {
    const begun = known.has(name) ? undefined : limitNamed(before, limitId).credits;
    const takes = (known.get(name) ?? begun ?? 0) - left;
    const isAsked = isStopped && takes > 0 && asked.includes(limitId);
    const begins = begun === undefined ? {} : { begins: { left: begun, namesMax: limitNamesMax(before.limits) } };
    return { name, takes, isAsked, ...begins };
  });
  const isBeyond = taken.some(
    ({ name, isAsked }) => isAsked && moved.some((each) => each.name === name && each.left < 0),
  );
  return isBeyond ? undefined : taken;
}

function limitNamed({ limits }: Account, limitId: string): Limit {
  const limit = limits.find((each) => each.limitId === limitId);
  if (limit === undefined) throw new TypeError(`a change counts for ${limitId}, which is no limit`);
  return limit;
}

export function heldMarkOf({ hold, seq }: FiledHold): string {
  return markOf(`h:${hold.holdId}:${seq}`);
}

/** The draft of a change of an account that nobody has read: undefined when it depends on more than what is free. */
function draftUnread({ append, nowMs }: Change): AppendDraft | undefined {
  const takes = append === undefined ? undefined : amountOf(append, nowMs);
  return append === undefined || takes === undefined ? undefined : drafted({ ...append, atMs: nowMs }, takes);
}

export function drafted(record: Parameters<typeof encodeAppend>[0], takes: number): AppendDraft | undefined {
  const text = encodeAppend(record);
  if (text === undefined) return undefined;
  const packed = packRecord(text);
  return packed.length > recordMaxBytes
    ? undefined
    : { text, packed, idempotencyKey: record.command.idempotencyKey, takes };
}

export function weightOf(draft: AppendDraft): number {
  return draft.packed.length + 1 + markBytes * marksOf(draft).length;
}

export function marksOf({ idempotencyKey, heldMark }: AppendDraft): readonly string[] {
  return [markOf(idempotencyKey), ...(heldMark === undefined ? [] : [heldMark])];
}

/** A request whose key is older than this has waited or is repeated: it is worth reading the account first. */
const youngMs = 200;

/** The first of some drafts, as many as there is room for. */
export function firstOf(drafts: readonly AppendDraft[], roomBytes: number): readonly AppendDraft[] {
  let room = roomBytes;
  const fitting: AppendDraft[] = [];
  for (const draft of drafts) {
    room -= weightOf(draft);
    if (room < 0) break;
    fitting.push(draft);
  }
  return fitting;
}

/** The first changes of a group that may be appended to an account that nobody has read: no more than any has room for. */
export function unreadDrafts(group: readonly Change[]): readonly AppendDraft[] {
  const drafts: AppendDraft[] = [];
  for (const change of group) {
    const draft = draftUnread(change);
    const keyMs = draft && keyTimeMs(draft.idempotencyKey);
    const isYoung = keyMs !== undefined && change.nowMs - keyMs <= youngMs;
    const isTwin = drafts.some(({ idempotencyKey }) => idempotencyKey === change.idempotencyKey);
    if (draft === undefined || !isYoung || isTwin) break;
    drafts.push(draft);
  }
  return firstOf(drafts, weightMaxBytes);
}
