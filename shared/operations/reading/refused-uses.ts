import { hash } from 'node:crypto';
import { microcredits } from '../../domain/amount.ts';
import type { Refusal } from '../../domain/decisions/refusal.ts';
import { type RefusedUse, turnedAwayReasons } from '../../domain/projections/refused-uses.ts';
import type { Note } from '../../storage/note.ts';
import type { Commit } from './commit.ts';

/** The notes that a commit left, which say what was refused. */
export function freshNotes({ before, after }: Commit): readonly Note[] {
  const known = new Set(before?.log.noteTexts);
  return after.log.notes.filter((_note, index) => !known.has(after.log.noteTexts[index] ?? ''));
}

/** The mark of a refusal: its key and its time, as a key that is forgotten may be refused anew. */
export function markOf({ idempotencyKey, atMs }: Note): string {
  return hash('sha256', `${atMs} ${idempotencyKey}`).slice(0, 16);
}

/** The uses that commits of one account turned away. */
export function refusedUses(commits: readonly Commit[]): readonly RefusedUse[] {
  return commits.flatMap(freshNotes).flatMap((note) => {
    if (note.answer.kind !== 'refused') return [];
    return refusedUse(note.answer.refusal, { mark: markOf(note), atMs: note.atMs }) ?? [];
  });
}

/** The use that a refusal turned away, if it was one; an operator's correction is none. */
export function refusedUse(
  refusal: Refusal,
  told: { readonly mark: string; readonly atMs: number },
): RefusedUse | undefined {
  const reason = turnedAwayReasons.find((each) => each === refusal.reason);
  if (reason === undefined || ('isCorrection' in refusal && refusal.isCorrection)) return undefined;
  const credits = 'required' in refusal ? refusal.required : microcredits(0);
  return { ...told, reason, credits, ...('limitId' in refusal ? { limitId: refusal.limitId } : {}) };
}
