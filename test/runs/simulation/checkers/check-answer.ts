/** Holds a definite answer against the ledger as it is when the answer arrives: every answer must be explained by some legal order. */
import type { Refusal } from '../../../../shared/domain/decisions/refusal.ts';
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';
import type { AccountObservation, SeenNote } from './account-observation.ts';
import { checkWays } from './check-ways.ts';
import type { Answer, Journal, Line } from './journal.ts';
import { forgottenAt, isKept, memoryMs } from './memory.ts';
import type { Find } from './rules.ts';

export interface Attempt {
  readonly line: Line;
  /** When this attempt was sent: true time, and how long the ledger was then. */
  readonly sentAtMs: number;
  readonly sentAtSeq: number;
  /** True time now. */
  readonly nowMs: number;
  /** How far clocks may be off. */
  readonly skewMs: number;
}

type Definite = Exclude<Answer, { kind: 'unknown' }>;

export function checkAnswer(
  answer: Definite,
  attempt: Attempt,
  watched: AccountObservation,
  journal: Journal,
  find: Find,
): void {
  const { line } = attempt;
  const say: Find = (invariant, what) => find(invariant, `${line.accountId} ${line.kind} ${line.key}: ${what}`);
  if (answer.kind === 'done') checkDone(answer, attempt, watched, say);
  else checkRefused(answer.refusal, attempt, watched, journal, say);
  checkSame(answer, attempt, watched, say);
}

/** I6, I7: an acknowledged effect is in the ledger, once, after the request was first sent. */
function checkDone(
  { entry, text }: Extract<Definite, { kind: 'done' }>,
  { line }: Attempt,
  watched: AccountObservation,
  say: Find,
): void {
  if (entry === undefined) {
    const own = watched.byKey.get(line.key);
    const isKnown = own?.fingerprint === line.fingerprint || watched.notes.has(line.key) || line.isReport === true;
    if (!isKnown) say('I6', `was told ${text}, and nothing in the ledger says so`);
    if (line.isReport === true) checkReport(text, watched, say);
    return;
  }
  const stored = watched.entries[entry.seq - 1];
  if (stored?.hash !== entry.hash) say('I6', `was told of an entry ${entry.seq} that is not in the ledger`);
  if (entry.idempotencyKey === line.key) {
    if (entry.fingerprint !== line.fingerprint) say('I5', 'was answered with another request’s entry');
    if (entry.seq <= line.sentAtSeq) say('I7', `its entry ${entry.seq} is older than the request`);
  } else if (line.paymentId === undefined || entry.paymentId !== line.paymentId) {
    say('I6', `was answered with the entry of key ${entry.idempotencyKey ?? 'none'}`);
  }
}

/** I23: of what was reported, less than a tenth of what is set aside is not in the ledger when the answer comes. */
function checkReport(text: string, { books }: AccountObservation, say: Find): void {
  const { hold } = JSON.parse(text) as { readonly hold: { holdId: string; used: number; credits: number } };
  const booked = books.holds.get(hold.holdId);
  if (booked?.state !== 'open') return;
  if ((hold.used - booked.used) * 10 >= hold.credits)
    say('I23', `was told of ${hold.used} used, ${booked.used} is kept`);
}

function checkRefused(
  refusal: Refusal,
  attempt: Attempt,
  watched: AccountObservation,
  journal: Journal,
  say: Find,
): void {
  const { line, sentAtSeq, nowMs, skewMs } = attempt;
  const own = watched.byKey.get(line.key);
  if (refusal.reason === 'idempotency-key-reused') {
    const others = journal.find(line.accountId, line.key).filter(({ fingerprint }) => fingerprint !== line.fingerprint);
    const isOthers =
      (own !== undefined && own.fingerprint !== line.fingerprint) ||
      (watched.notes.get(line.key) ?? []).some(({ note }) => note.fingerprint !== line.fingerprint);
    if (others.length === 0 || !isOthers) say('B2', 'its key was never used for anything else');
    return;
  }
  const isOwn = own !== undefined && own.fingerprint === line.fingerprint && !isForgottenBy(own.atMs, watched, line);
  if (isOwn && !isJudgedBefore(refusal, own, attempt))
    say('I6', `was refused (${refusal.reason}), and is entry ${own.seq}`);
  if (isKept(refusal.reason)) {
    const seen = (watched.notes.get(line.key) ?? []).filter(({ note }) => note.fingerprint === line.fingerprint);
    const told = seen.find(({ note }) => isSame(note.answer, refusal));
    if (told === undefined) say('I6', `was refused (${refusal.reason}), and nothing remembers it`);
    else {
      if (told.note.atMs + memoryMs + skewMs < line.sentAtMs) say('I8', 'was refused by what is long forgotten');
      checkTruth(refusal, told, line, watched, say);
    }
    return;
  }
  if (refusal.reason === 'account-not-found' && sentAtSeq > 0) say('I7', 'its account was not found, and is there');
  if (refusal.reason === 'payment-not-found') {
    const bought = watched.entries.find(({ type, paymentId }) => type === 'grant' && paymentId === line.paymentId);
    if (bought !== undefined && bought.seq <= sentAtSeq) say('I7', 'its payment was not found, and is there');
  }
  if (nowMs < line.sentAtMs) say('I7', 'was answered before it was asked');
}

/**
 * Tells whether a refusal was judged before the entry. What is judged afresh may be refused to one copy of a request while another, judged later, is carried out, or gets an
 * answer that is remembered: its payment has come by then, or what another request said under its key is forgotten.
 */
function isJudgedBefore({ reason }: Refusal, entry: Entry | undefined, attempt: Attempt): boolean {
  const { line, sentAtMs, sentAtSeq } = attempt;
  const isSentBefore = entry === undefined ? sentAtMs <= line.answeredAtMs : sentAtSeq < entry.seq;
  return !isKept(reason) && line.timesSent > 1 && isSentBefore;
}

/** A refusal was told, forgotten, and the request carried out on another try: both answers are true in their time. */
function isForgottenBy(atMs: number, { notes }: AccountObservation, { key }: Line): boolean {
  return (notes.get(key) ?? []).some(({ note }) => forgottenAt(note) <= atMs);
}

function isSame(answer: SeenNote['note']['answer'], refusal: Refusal): boolean {
  return answer.kind === 'refused' && JSON.stringify(answer.refusal) === JSON.stringify(refusal);
}

/** I8: what the refusal says was so at some point of the write that remembers it. */
function checkTruth(
  refusal: Refusal,
  { fromSeq, toSeq }: SeenNote,
  line: Line,
  watched: AccountObservation,
  say: Find,
): void {
  const between = watched.entries.slice(Math.max(0, fromSeq - 1), toSeq);
  // What helps is said of any one instant since the request was sent: a hold of then may have ended before the write.
  const waysFrom = Math.max(0, Math.min(fromSeq, line.sentAtSeq) - 1);
  switch (refusal.reason) {
    case 'insufficient-credits': {
      if (refusal.required <= refusal.available) say('I8', 'was refused with enough credits');
      // Of what is available, some may be for other categories (I29).
      const isOneScoped = [...watched.books.buckets.values()].some(({ category }) => category !== undefined);
      const isTrue = between.some(({ after: { available } }) =>
        isOneScoped ? available >= refusal.available : available === refusal.available,
      );
      if (!isTrue && line.holdId === undefined) say('I8', `there never were ${refusal.available} credits available`);
      checkWays(refusal, watched.entries.slice(0, toSeq), waysFrom, say);
      return;
    }
    case 'limit-reached':
      checkWays(refusal, watched.entries.slice(0, toSeq), waysFrom, say);
      return;
    case 'hold-not-found':
      if (watched.entries.slice(0, fromSeq).some(({ hold }) => hold?.holdId === line.holdId))
        say('I8', 'its hold was not found, and is there');
      return;
    case 'hold-settled':
    case 'hold-expired': {
      const touching = watched.entries.slice(0, toSeq).filter(({ hold }) => hold?.holdId === line.holdId);
      // As it was before that write, and as each entry of it left it.
      const before = touching.findLast(({ seq }) => seq <= fromSeq);
      const lately = [...(before === undefined ? [] : [before]), ...touching.filter(({ seq }) => seq > fromSeq)];
      const states = refusal.reason === 'hold-expired' ? ['expired'] : ['captured', 'released'];
      if (!lately.some(({ hold }) => states.includes(hold?.state ?? '')))
        say('I8', `its hold is ${touching.at(-1)?.hold?.state ?? 'nowhere'}`);
      return;
    }
    case 'account-closed':
      if (!between.some(({ type }) => type === 'closure')) say('I8', 'its account was not closed');
      return;
    case 'entry-reversed':
      if (watched.entries[refusal.reversedBy - 1]?.type !== 'reversal') say('I8', 'nothing reversed its entry');
      return;
    default:
      return;
  }
}

/** I5: all definite answers to one request are the same, as long as they are remembered. */
function checkSame(answer: Definite, attempt: Attempt, watched: AccountObservation, say: Find): void {
  const { line, nowMs, skewMs } = attempt;
  const first = line.answer;
  if (first === undefined || line.isReport === true || textOf(first) === textOf(answer)) return;
  const entry = first.kind === 'done' ? first.entry : undefined;
  if (answer.kind === 'refused' && isJudgedBefore(answer.refusal, entry, attempt)) return;
  const isNoted = (watched.notes.get(line.key) ?? []).some(
    ({ note }) =>
      note.fingerprint === line.fingerprint &&
      forgottenAt(note) > nowMs + skewMs &&
      (first.kind === 'done' || isSame(note.answer, first.refusal)),
  );
  const isLasting = first.kind === 'done' || isKept(first.refusal.reason);
  if (entry !== undefined || (isNoted && isLasting)) say('I5', `was told ${textOf(first)}, then ${textOf(answer)}`);
}

function textOf(answer: Definite): string {
  return answer.kind === 'done' ? answer.text : JSON.stringify(answer.refusal);
}
