/** A history of one account by a seed, told step by step, and everything that is read from where it ends. */

import { createHash } from 'node:crypto';
import { type Account, plansOf, viewOf } from '../../../shared/domain/account/account.ts';
import { type Hold, noDueHolds } from '../../../shared/domain/account/hold.ts';
import { gate } from '../../../shared/domain/decisions/check-access.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import { viewAtOpening } from '../../../shared/domain/decisions/open-account.ts';
import { affordability } from '../../../shared/domain/decisions/quote-usage.ts';
import { isRemembered } from '../../../shared/domain/decisions/refusal.ts';
import { auditAccount } from '../../../shared/domain/ledger/audit-account.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { fold } from '../../../shared/domain/ledger/fold.ts';
import { type Mark, marksOf } from '../../../shared/domain/ledger/mark.ts';
import { verifyLedger } from '../../../shared/domain/ledger/verify-ledger.ts';
import { openProjection, type Projection, plansIn, project } from '../../../shared/domain/projections/projection.ts';
import { advance, dueAtMs } from '../../../shared/domain/transitions/advance.ts';
import { decodeAccount, emptyLog, encodeAccount } from '../../../shared/storage/account-item.ts';
import { withHolds } from '../../../shared/storage/due-holds.ts';
import { encodeEntries } from '../../../shared/storage/entry-text.ts';
import { decodeHold, encodeHold, holdsIn } from '../../../shared/storage/hold-item.ts';
import { itemSizeBytes } from '../../../shared/storage/item-size.ts';
import { decodeNote, encodeNote, forgottenAtMs } from '../../../shared/storage/note.ts';
import { decodeDay, decodeProjection, encodeDay, encodeProjection } from '../../../shared/storage/projection-item.ts';
import { seedDecider } from '../engines/faulty-table.ts';
import { decideOpen } from './decisions.ts';
import { catalogueOf, changeOf, context, credits, dayMs, requestNamed, startMs } from './fixtures.ts';
import { movementsIn } from './movements.ts';
import { drawDecision, variedCards, variedPlans } from './varied-commands.ts';

const stepsPerHistory = 60;
const zones = ['UTC', 'America/New_York', 'Australia/Lord_Howe'];
const plans = catalogueOf(...variedPlans);

export interface HistoryRecord {
  /** A digest of what came of each step, then of each view of the end. */
  readonly digests: readonly string[];
  /** The texts digested, for whoever looks for a difference. */
  readonly texts: readonly string[];
  readonly account: Account;
  readonly entries: readonly Entry[];
}

export function tellHistory(seed: number): HistoryRecord {
  const random = seedDecider(seed);
  const timeZone = zones[seed % zones.length] ?? 'UTC';
  const opening = {
    ...requestNamed('open'),
    accountId: `acct-${seed}`,
    planId: 'team',
    anchorMs: startMs - 3 * dayMs,
    timeZone,
  };
  const opened = changeOf(decideOpen(undefined, opening, { nowMs: startMs, plans }));
  let account = opened.account;
  const entries: Entry[] = [opened.entry];
  const marks = new Map<string, Mark>();
  const texts: string[] = [tell(opened.entry), tell(viewAtOpening(opened.entry))];
  let nowMs = startMs;
  for (let step = 0; step < stepsPerHistory; step += 1) {
    nowMs += waitMs(random);
    const rateCards = variedCards;
    const dueHolds = withHolds(noDueHolds, entries);
    const current = advance(account, { nowMs, plans, rateCards, dueHolds });
    const all = [...entries, ...current.entries];
    const holds = new Map(
      all.flatMap(({ hold }): [string, Hold][] => (hold === undefined ? [] : [[hold.holdId, hold]])),
    );
    const now = context(Math.max(nowMs, current.account.lastAtMs), {
      plans,
      rateCards,
      marks: new Map(marks),
      entry: (seq) => entries.find((entry) => entry.seq === seq),
      hold: (holdId) => holds.get(holdId),
    });
    const drawing = { random, key: `key ${step}`, seq: entries.length, holdIds: [...holds.keys()] };
    const decision = drawDecision(current.account, drawing, now);
    const { entries: expired, isCurrent } = current;
    texts.push(tell({ decision, due: dueAtMs(current.account), isCurrent, expired }) + rememberedForm(decision, nowMs));
    entries.push(...current.entries);
    account = current.account;
    if (decision.kind !== 'change') continue;
    account = decision.account;
    entries.push(...(decision.before ?? []), decision.entry);
    for (const [mark, found] of marksOf(decision.entry)) marks.set(mark, found);
  }
  texts.push(...views(account, entries, nowMs));
  return { digests: texts.map(digest), texts, account, entries };
}

/** Mostly moments, at times hours, now and then weeks. */
function waitMs(random: () => number): number {
  const dice = random();
  const most = dice < 0.7 ? 60_000 : dice < 0.93 ? dayMs / 3 : 20 * dayMs;
  return 1 + Math.floor(random() * most);
}

function views(account: Account, entries: readonly Entry[], nowMs: number): readonly string[] {
  const instant = { nowMs: Math.max(nowMs, account.lastAtMs), plans, rateCards: variedCards };
  const questions = [
    undefined,
    { credits: credits(150) },
    { credits: credits(40), category: 'infrastructure' as const, dimensions: { user: 'ada' } },
    { category: 'ai' as const },
  ];
  const { projection, signals } = project(openProjection(account.accountId), entries, plans);
  return [
    tell(account),
    tell([viewOf(account), plansOf(account), plansOf(undefined)]),
    ...questions.map((question) => tell(gate(account, question, instant))),
    ...[1, 100, 900, 20_000].map((amount) => tell(affordability(account, { credits: credits(amount) }, instant))),
    tell([fold(entries), fold(entries, startMs + 10 * dayMs), fold(entries, startMs - 1)]),
    tell(movementsIn(entries)),
    tell(signals),
    tell([projection, plansIn(projection, entries)]),
    tell([verifyLedger(entries), auditAccount(account, entries)]),
    ...storedForms(account, entries, projection),
  ];
}

/** The stored form, and what is read of that. */
function storedForms(account: Account, entries: readonly Entry[], projection: Projection): readonly string[] {
  const { accountId } = account;
  const log = { ...emptyLog, entries, entryTexts: encodeEntries(entries) };
  const item = encodeAccount({ account, version: 7, log });
  const holds = [...holdsIn(entries).values()].map(({ hold, seq }) => encodeHold(accountId, hold, seq));
  const days = [...projection.recent.values()].map((rollUp) => encodeDay(accountId, { rollUp, version: 3, seq: 5 }));
  const projected = encodeProjection(projection, 4);
  return [
    tell([item, itemSizeBytes(item)]),
    tell(decodeAccount(accountId, item)),
    tell(holds),
    tell(holds.map(decodeHold)),
    tell(days),
    tell(days.map(decodeDay)),
    tell([projected, decodeProjection(accountId, projected)]),
  ];
}

/** A remembered answer, as it is written and as it is read. */
function rememberedForm(decision: Decision, atMs: number): string {
  if (decision.kind !== 'refused' && decision.kind !== 'unchanged' && decision.kind !== 'done-before') return '';
  if (decision.kind === 'refused' && !isRemembered(decision.refusal.reason)) return '';
  const note = { idempotencyKey: 'key', fingerprint: 'print', atMs, answer: decision };
  const text = encodeNote(note);
  return tell([text, decodeNote(text), forgottenAtMs(note)]);
}

/** Kept beside what is recorded since after these histories were, and shown to nobody: what they lead to is told. */
const laterMembers: ReadonlySet<string> = new Set(['sinceSeq', 'openedSeq']);

export function tell(value: unknown): string {
  return JSON.stringify(value, (_name, each: unknown) => {
    if (typeof each === 'bigint') return `${each}n`;
    if (each instanceof Map || each instanceof Set) return [...each];
    // A member that is there without a value isn't the same as none.
    if (each === undefined) return 'undefined';
    if (each === Number.POSITIVE_INFINITY) return 'never';
    return isPlain(each) ? Object.fromEntries(membersOf(each)) : each;
  });
}

/** Members that were called otherwise when the histories were recorded; none of them is stored by name. */
const recordedNames: Readonly<Record<string, string>> = { ranks: 'places' };

function membersOf(value: object): readonly (readonly [string, unknown])[] {
  const members = Object.entries(value)
    .filter(([name]) => !laterMembers.has(name))
    .map(([name, each]) => [recordedNames[name] ?? name, each] as const);
  return members.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Tells whether an object is plain: what is in no order of its own is told in one: a member means the same wherever it stands. */
function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 10);
}
