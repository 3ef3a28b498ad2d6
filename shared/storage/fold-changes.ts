/**
 * W5's pure half: decides a group of changes of one account in order, each on what the one before it left, into one
 * next item. Nothing here is durable; the answers count once the item is stored.
 */

import type { Account } from '../domain/account/account.ts';
import type { DueHolds, Hold } from '../domain/account/hold.ts';
import type { PlanCatalogue } from '../domain/catalogue/plan.ts';
import type { RateCard } from '../domain/catalogue/rate-card.ts';
import type { Decision } from '../domain/decisions/decision.ts';
import { type DecisionContext, type Findings, findingsIn, guardFindings } from '../domain/decisions/needs.ts';
import { isRemembered } from '../domain/decisions/refusal.ts';
import { isSameFingerprint } from '../domain/fingerprint.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { Mark } from '../domain/ledger/mark.ts';
import { present } from '../domain/present.ts';
import { advance } from '../domain/transitions/advance.ts';
import { emptyLog, type LoadedAccount, type Log } from './account-item.ts';
import type { AppendDraft } from './append-draft.ts';
import type { Change, ChangeOutcome } from './change-outcome.ts';
import { type Additions, additionsOf, type Draft, emptyDraft, withEntries, withNote } from './draft.ts';
import { withHolds } from './due-holds.ts';
import { firstDrafts, withDraft } from './group-drafts.ts';
import { type FiledHold, holdsIn } from './hold-item.ts';
import { entryInLog, type FiledItems, keyInLog, markInLog } from './look-up.ts';
import { encodeNote, type KeyRecord, type NoteAnswer } from './note.ts';

/** The answer that a change gets once the item is stored: its outcome, or the throw of its decision. */
export type Answer =
  | {
      readonly kind: 'outcome';
      readonly outcome: ChangeOutcome;
      /** The record found under its key, if anything was. */
      readonly found?: FoundUnderKey;
    }
  | { readonly kind: 'thrown'; readonly cause: unknown };

/** An entry's hash, or a remembered answer; and the time that it was decided at. */
export interface FoundUnderKey {
  readonly kind: KeyRecord['kind'];
  readonly content: string;
  readonly atMs: number;
}

export interface Folding {
  /** For the first changes of the group, in order. The others didn't fit. */
  readonly answers: readonly Answer[];
  /** The newest account and what this group adds to its log; undefined when there is nothing to write. */
  readonly additions?: Additions;
  /** False when the account was so long overdue that this much must be stored before anything is decided. */
  readonly isCurrent: boolean;
  /** The latest time among the decisions. */
  readonly nowMs: number;
  /** The same additions as an append makes them; undefined or none when they depend on all of the account. */
  readonly drafts?: readonly AppendDraft[];
}

/** The bytes that one write may add: the item stays below 16 KB with room for a full house of grants. */
const additionsMaxBytes = 12_000;
const overdueEntriesMax = 60;

/** The state that the group is decided on. */
export interface Basis {
  readonly loaded: LoadedAccount | undefined;
  readonly filed: FiledItems;
  readonly plans: PlanCatalogue;
  readonly rateCards: readonly RateCard[];
  readonly dueHolds: DueHolds;
}

export function foldChanges({ loaded, filed, plans, rateCards, dueHolds }: Basis, group: readonly Change[]): Folding {
  const log = loaded?.log ?? emptyLog;
  const answers: Answer[] = [];
  let draft: Draft = emptyDraft(loaded?.account);
  let latestMs = Number.NEGATIVE_INFINITY;
  let drafts = firstDrafts(loaded, group);
  for (const change of group) {
    const known = knownAnswer(change, draft, log, filed);
    if (known !== undefined) {
      const entry = (seq: number): Entry => entryOf(seq, draft, log, filed);
      answers.push({ kind: 'outcome', outcome: replay(change, known, entry), found: findingOf(known, entry) });
      continue;
    }
    const lost = lostFor(change, draft, log, filed);
    if (lost !== undefined) {
      answers.push({ kind: 'outcome', outcome: lostAnswer(lost) });
      continue;
    }
    const nowMs = Math.max(change.nowMs, draft.account?.lastAtMs ?? 0);
    const rules = { plans, rateCards, dueHolds: withHolds(dueHolds, draft.entries) };
    const advanced = draft.account && advance(draft.account, { nowMs, ...rules }, overdueEntriesMax);
    if (advanced !== undefined && !advanced.isCurrent) {
      if (answers.length > 0) break;
      return {
        answers,
        additions: additionsOf({
          ...withEntries(draft, advanced.account, advanced.entries),
          account: advanced.account,
        }),
        isCurrent: false,
        nowMs,
      };
    }
    latestMs = Math.max(latestMs, nowMs);
    const decided = decide(change, advanced?.account, {
      nowMs,
      plans,
      rateCards,
      ...findingsFor(change, draft, advanced?.entries ?? [], log, filed, dueHolds),
    });
    if (decided.kind === 'thrown') {
      answers.push(decided);
      continue;
    }
    const next = adopt(draft, advanced?.entries ?? [], change, decided.decision, nowMs, advanced?.account);
    if (next.bytes > additionsMaxBytes && draft.bytes > 0) break;
    if (next !== draft && drafts !== undefined) {
      const held = heldBefore(change, draft, log, filed);
      const grown = withDraft(drafts, change, { decision: decided.decision, advanced, held, escrow: loaded?.escrow });
      // Those before it are appended first, whatever becomes of this one.
      if (grown === undefined && drafts.length > 0) break;
      drafts = grown;
    }
    answers.push({ kind: 'outcome', outcome: outcomeOf(decided.decision, (seq) => entryOf(seq, next, log, filed)) });
    draft = next;
  }
  const additions = draft.bytes > 0 || draft.isTouched ? additionsOf(draft) : undefined;
  return {
    answers,
    ...present({ additions }),
    isCurrent: true,
    nowMs: latestMs,
    ...present({ drafts }),
  };
}

function findingOf(known: KeyRecord, entry: (seq: number) => Entry): FoundUnderKey {
  if (known.kind === 'given-up') return { kind: known.kind, content: '', atMs: 0 };
  if (known.kind === 'note') return { kind: 'note', content: encodeNote(known.note), atMs: known.note.atMs };
  const { hash, atMs } = entry(known.seq);
  return { kind: 'entry', content: hash, atMs };
}

function decide(
  change: Change,
  account: Account | undefined,
  context: DecisionContext,
): { readonly kind: 'decided'; readonly decision: Decision } | { readonly kind: 'thrown'; readonly cause: unknown } {
  try {
    return { kind: 'decided', decision: change.decide(account, context) };
  } catch (cause) {
    // A bug in one decision mustn't fail the others that share its write.
    return { kind: 'thrown', cause };
  }
}

/** Adds a decision to the draft. One that needn't be remembered adds nothing, and leaves what is overdue to the next. */
function adopt(
  draft: Draft,
  overdue: readonly Entry[],
  change: Change,
  decision: Decision,
  nowMs: number,
  advanced: Account | undefined,
): Draft {
  switch (decision.kind) {
    case 'change':
      return withEntries(draft, decision.account, [...overdue, ...(decision.before ?? []), decision.entry]);
    case 'advanced':
      return advanced === undefined || advanced === draft.account
        ? draft
        : { ...withEntries(draft, advanced, overdue), account: advanced, isTouched: true };
    case 'refused':
      if (advanced === undefined || !isRemembered(decision.refusal.reason)) return draft;
      return withNote(withEntries(draft, advanced, overdue), change, nowMs, decision);
    case 'reported':
      return draft;
    case 'unchanged':
    case 'done-before':
      return advanced === undefined ? draft : withNote(withEntries(draft, advanced, overdue), change, nowMs, decision);
    default:
      return decision satisfies never;
  }
}

function knownAnswer(
  { idempotencyKey, nowMs }: Change,
  draft: Draft,
  log: Log,
  filed: FiledItems,
): KeyRecord | undefined {
  if (idempotencyKey === undefined) return undefined;
  const drafted = { ...emptyLog, entries: draft.entries, notes: draft.notes };
  return (
    keyInLog(drafted, idempotencyKey, nowMs) ?? keyInLog(log, idempotencyKey, nowMs) ?? filed.keys.get(idempotencyKey)
  );
}

/** The newest that is known of a hold: what this group made of it, else the log, else its item. */
function holdOf(holdId: string, drafted: readonly Entry[], log: Log, filed: FiledItems): Hold | undefined {
  const found = holdsIn(drafted).get(holdId) ?? holdsIn(log.entries).get(holdId);
  return (found ?? filed.holds.get(holdId))?.hold;
}

/** Undefined of one that another change of the group touches: what that makes of it is known only once it is stored. */
function heldBefore({ holdId }: Change, draft: Draft, log: Log, filed: FiledItems): FiledHold | undefined {
  if (holdId === undefined || holdsIn(draft.entries).has(holdId)) return undefined;
  return holdsIn(log.entries).get(holdId) ?? filed.holds.get(holdId);
}

function entryIfKnown(seq: number, draft: Draft, log: Log, filed: FiledItems): Entry | undefined {
  return draft.entries.find((each) => each.seq === seq) ?? entryInLog(log, seq) ?? filed.entries.get(seq);
}

function entryOf(seq: number, draft: Draft, log: Log, filed: FiledItems): Entry {
  const entry = entryIfKnown(seq, draft, log, filed);
  if (entry === undefined) throw new RangeError(`entry ${seq} was not looked up`);
  return entry;
}

/** The findings for one change, and no more than that: the newest that is known of it. */
function findingsFor(
  change: Change,
  draft: Draft,
  overdue: readonly Entry[],
  log: Log,
  filed: FiledItems,
  dueHolds: DueHolds,
): Findings {
  const drafted = { ...emptyLog, entries: draft.entries };
  const found = findingsIn({
    mark: (mark): Mark | undefined => markInLog(drafted, mark) ?? markInLog(log, mark) ?? filed.marks.get(mark),
    entry: (seq) => entryIfKnown(seq, draft, log, filed),
    hold: (holdId) => holdOf(holdId, [...draft.entries, ...overdue], log, filed),
    openHolds: () => withHolds(dueHolds, [...draft.entries, ...overdue]).holds,
  });
  return guardFindings(change, found);
}

/** R32: nobody decides by an entry that can't be told any more. */
function lostAnswer(givenUpBy: number): ChangeOutcome {
  return { kind: 'refused', refusal: { reason: 'entry-lost', givenUpBy }, isReplay: false };
}

/** The repair that gave up an entry which a change would be decided by. */
function lostFor({ marks = [], entrySeq }: Change, draft: Draft, log: Log, filed: FiledItems): number | undefined {
  if (filed.lost.size === 0) return undefined;
  const drafted = { ...emptyLog, entries: draft.entries };
  const named = marks.map((mark) => markInLog(drafted, mark) ?? markInLog(log, mark) ?? filed.marks.get(mark));
  const seqs = [...named.map((mark) => mark?.seq), entrySeq];
  return seqs.flatMap((seq) => (seq === undefined ? [] : (filed.lost.get(seq) ?? [])))[0];
}

/** R8: same key and content, the first answer; same key, anything else, no. */
function replay(
  { fingerprint = '', writtenFingerprint = fingerprint }: Change,
  known: KeyRecord,
  entry: (seq: number) => Entry,
): ChangeOutcome {
  const first = known.kind === 'note' ? known.note.fingerprint : known.fingerprint;
  if (first !== undefined && !isSameFingerprint(first, fingerprint) && !isSameFingerprint(first, writtenFingerprint))
    return { kind: 'refused', refusal: { reason: 'idempotency-key-reused' }, isReplay: false };
  if (known.kind === 'given-up' && !known.isLost)
    return { kind: 'refused', refusal: { reason: 'entry-withdrawn', withdrawnBy: known.by }, isReplay: false };
  if (known.kind === 'given-up') return lostAnswer(known.by);
  if (known.kind === 'entry') return { kind: 'done', entry: entry(known.seq), isReplay: true };
  return { ...outcomeOf(known.note.answer, entry), isReplay: true };
}

function outcomeOf(decision: Decision | NoteAnswer, entry: (seq: number) => Entry): ChangeOutcome {
  switch (decision.kind) {
    case 'change':
      return { kind: 'done', entry: decision.entry, isReplay: false };
    case 'refused':
      return { kind: 'refused', refusal: decision.refusal, isReplay: false };
    case 'unchanged':
      return { kind: 'unchanged', view: decision.view, isReplay: false };
    case 'advanced':
      return { kind: 'advanced', isReplay: false };
    case 'reported':
      return { kind: 'reported', hold: decision.hold, decision: decision.decision, isReplay: false };
    case 'done-before':
      return { kind: 'done', entry: entry(decision.seq), isReplay: true };
    default:
      return decision satisfies never;
  }
}
