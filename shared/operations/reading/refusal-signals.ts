import { hash } from 'node:crypto';
import type { Signal } from '../../domain/projections/signal.ts';
import type { Note } from '../../storage/note.ts';
import type { Commit } from './commit.ts';

/**
 * The uses that a commit refused for lack of credits; an operator's correction is none. A refusal is no entry and has no
 * number, so it is known by its key and its time, as a key that is forgotten may be refused anew. Told only while the stream
 * still tells of it.
 */
export function refusalSignals({ before, after }: Commit): readonly Signal[] {
  const known = new Set(before?.log.noteTexts);
  const { accountId, cycle } = after.account;
  return after.log.notes
    .filter((_note, index) => !known.has(after.log.noteTexts[index] ?? ''))
    .flatMap((note) => signalOf(accountId, cycle.endMs, note));
}

function signalOf(accountId: string, renewsAtMs: number, { idempotencyKey, atMs, answer }: Note): readonly Signal[] {
  if (answer.kind !== 'refused' || answer.refusal.reason !== 'insufficient-credits') return [];
  const { available, required, isCorrection } = answer.refusal;
  if (isCorrection) return [];
  const mark = hash('sha256', `${atMs} ${idempotencyKey}`).slice(0, 16);
  const news = { kind: 'debit-refused', idempotencyKey, available, required, renewsAtMs } as const;
  return [{ ...news, id: `${accountId}/${news.kind}/${mark}`, accountId, atMs }];
}
