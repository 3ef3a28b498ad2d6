/** The second step of a round: what to do about what is known. It waits for nothing and changes nothing. */
import type { LoadedAccount } from './account-item.ts';
import { type Append, isPaused } from './append-asks.ts';
import { firstOf, weightMaxBytes, weightOf } from './append-draft.ts';
import type { Change } from './change-outcome.ts';
import type { Additions } from './draft.ts';
import { markOf } from './escrow.ts';
import { isEscrowed } from './file-tail.ts';
import { type Answer, type Folding, type FoundUnderKey, foldChanges } from './fold-changes.ts';
import { encodeNote } from './note.ts';
import { replacementOf } from './replace.ts';
import type { Attempt, OwnWrite, Sight, Step } from './round.ts';
import { wouldOutgrow } from './tail-size.ts';

/** Races for the whole item that are lost before appends are asked to stand back. */
const lossesMax = 2;
/** Appends that are refused by an account as it was seen: what stands against them isn't said, so the whole item decides. */
const stuckMax = 3;

export function nextStep(sight: Sight, attempt: Attempt): Step {
  const { accountId, group } = attempt;
  switch (sight.kind) {
    case 'unread':
      return appendStep({ accountId, drafts: sight.drafts, seen: { rules: 0 }, ...timesOf(attempt) }, group);
    case 'outdated':
      return { kind: 'stand-back' };
    case 'basis': {
      const { loaded } = sight.basis;
      const folding = foldChanges(sight.basis, group);
      const answered = { answers: asFirstAnswers(folding, attempt, loaded), loaded: attempt.after ?? loaded };
      if (folding.additions === undefined) {
        const isSure = sight.isFresh && folding.answers.every(({ kind }) => kind === 'outcome');
        return { kind: isSure ? 'answer' : 'verify', answered };
      }
      // Those that were carried out needn't wait for the others.
      const found = foundFirst(folding.answers);
      if (attempt.ownWrites.size > 0 && sight.isFresh && found > 0)
        return { kind: 'answer', answered: { ...answered, answers: answered.answers.slice(0, found) } };
      return writeStep({ loaded, folding, additions: folding.additions }, attempt);
    }
    default:
      return sight satisfies never;
  }
}

/** How many of the first answers were found under their keys. */
function foundFirst(answers: readonly Answer[]): number {
  const end = answers.findIndex((answer) => answer.kind !== 'outcome' || answer.found === undefined);
  return end < 0 ? answers.length : end;
}

interface Decisions {
  readonly loaded: LoadedAccount | undefined;
  readonly folding: Folding;
  readonly additions: Additions;
}

/** When the newest request of the group was asked, and when it is now. */
function timesOf({ group, elapsedMs }: Attempt): Pick<Append, 'nowMs' | 'clockMs'> {
  const nowMs = Math.max(...group.map((change) => change.nowMs));
  return { nowMs, clockMs: nowMs + elapsedMs };
}

function writeStep({ loaded, folding, additions }: Decisions, attempt: Attempt): Step {
  const { accountId, group, losses, fullAtFilings, refused } = attempt;
  const { nowMs, clockMs } = timesOf(attempt);
  const isStuck = refused?.version === loaded?.version && (refused?.times ?? 0) >= stuckMax;
  if (!isEscrowed(loaded) || isStuck) return replaceStep({ loaded, folding, additions }, attempt);
  const { escrow } = loaded;
  const { drafts = [] } = folding;
  if (drafts.length === 0) {
    const isHeld = losses < lossesMax || isPaused(escrow, clockMs);
    return isHeld ? replaceStep({ loaded, folding, additions }, attempt) : { kind: 'pause', loaded, clockMs };
  }
  // Forgotten, or not yet: its mark blocks a key until two filings have passed.
  if (drafts.some(({ idempotencyKey }) => escrow.marks.has(markOf(idempotencyKey))))
    return { kind: 'file', loaded, nowMs };
  if (isPaused(escrow, clockMs)) return { kind: 'stand-back' };
  const fitting = firstOf(drafts, weightMaxBytes - escrow.weight);
  if (fitting.length > 0) {
    const step = appendStep(
      { accountId, drafts: fitting, seen: { rules: escrow.rules, escrow }, nowMs, clockMs },
      group,
    );
    const weight = fitting.reduce((sum, draft) => sum + weightOf(draft), 0);
    const isAlone = attempt.aloneAt === loaded.version;
    const { version } = loaded;
    if (!isAlone) return { ...step, version };
    return { ...step, version, isAlone, ...(wouldOutgrow(loaded, weight) ? { filing: loaded } : {}) };
  }
  // Somebody is filing it. Who finds it full twice, and nothing filed, files it.
  return fullAtFilings === escrow.filings
    ? { kind: 'file', loaded, nowMs }
    : { kind: 'stand-back', fullAtFilings: escrow.filings };
}

function appendStep(append: Append, group: readonly Change[]): Extract<Step, { kind: 'append' }> {
  const times = new Map(group.map(({ idempotencyKey = '', nowMs }) => [idempotencyKey, nowMs]));
  const tried = append.drafts.map(({ idempotencyKey, text, lacks }): [string, OwnWrite] => {
    const atMs = times.get(idempotencyKey) ?? append.nowMs;
    return [idempotencyKey, { content: text, becomes: { kind: lacks === undefined ? 'entry' : 'note', atMs } }];
  });
  return { kind: 'append', append, ownWrites: new Map(tried) };
}

function replaceStep({ loaded, folding, additions }: Decisions, attempt: Attempt): Step {
  const replacement = replacementOf(loaded, additions);
  const answered = { answers: asFirstAnswers(folding, attempt, loaded), loaded: replacement.loaded };
  const entries = additions.entries.flatMap(({ idempotencyKey, hash }): [string, OwnWrite][] =>
    idempotencyKey === undefined ? [] : [[idempotencyKey, { content: hash }]],
  );
  const notes = additions.notes.map((note): [string, OwnWrite] => [note.idempotencyKey, { content: encodeNote(note) }]);
  return {
    kind: 'replace',
    replacement,
    nowMs: folding.nowMs,
    answered: folding.isCurrent ? answered : undefined,
    ownWrites: new Map([...entries, ...notes]),
  };
}

/** A key found because a write of our own had arrived is this request's first answer, not a replay of an earlier one. */
function asFirstAnswers(
  { answers }: Folding,
  { group, ownWrites }: Attempt,
  loaded: LoadedAccount | undefined,
): readonly Answer[] {
  const told = new Set<string>();
  return answers.map((answer, index): Answer => {
    const key = group[index]?.idempotencyKey ?? '';
    const ours = ownWrites.get(key);
    if (answer.kind !== 'outcome' || answer.found === undefined || ours === undefined || told.has(key)) return answer;
    if (!isOurs(answer.found, ours, loaded)) return answer;
    told.add(key);
    return { kind: 'outcome', outcome: { ...answer.outcome, isReplay: false } };
  });
}

function isOurs(found: FoundUnderKey, { content, becomes }: OwnWrite, loaded: LoadedAccount | undefined): boolean {
  if (found.content === content || loaded?.escrow?.tail.includes(content)) return true;
  return found.kind === becomes?.kind && found.atMs === becomes.atMs;
}
