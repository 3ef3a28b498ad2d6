import type { Signal } from '../../domain/projections/signal.ts';
import type { Note } from '../../storage/note.ts';
import type { Commit } from './commit.ts';
import { freshNotes, markOf } from './refused-uses.ts';

/**
 * The uses that a commit refused for lack of credits; an operator's correction is none. A refusal is no entry and has no
 * number, so it is known by its key and its time, as a key that is forgotten may be refused anew. Told only while the stream
 * still tells of it.
 */
export function refusalSignals(commit: Commit): readonly Signal[] {
  const { accountId, cycle } = commit.after.account;
  return freshNotes(commit).flatMap((note) => signalOf(accountId, cycle.endMs, note));
}

function signalOf(accountId: string, renewsAtMs: number, note: Note): readonly Signal[] {
  const { idempotencyKey, atMs, answer } = note;
  if (answer.kind !== 'refused' || answer.refusal.reason !== 'insufficient-credits') return [];
  const { available, required, isCorrection } = answer.refusal;
  if (isCorrection) return [];
  const news = { kind: 'debit-refused', idempotencyKey, available, required, renewsAtMs } as const;
  return [{ ...news, id: `${accountId}/${news.kind}/${markOf(note)}`, accountId, atMs }];
}
