/** A refusal that was remembered under a name of former times is told again as it was told then. */
import { expect, it } from 'vitest';
import { refusalJson } from '../../shared/contract/answers/refusal.ts';
import { decodeNote, encodeNote } from '../../shared/storage/note.ts';

it.each(['hold-limit', 'limit-limit'])('a remembered %s is read, kept, and answered under that code', (code) => {
  const stored = `{"k":"key-1","f":"print","a":1793493117263,"n":{"kind":"refused","refusal":{"reason":"${code}"}}}`;

  const note = decodeNote(stored);

  expect(encodeNote(note)).toBe(stored);
  expect(note.answer).toEqual({ kind: 'refused', refusal: { reason: code } });
  if (note.answer.kind === 'refused')
    expect(refusalJson(note.answer.refusal)).toMatchObject({ code, type: `/problems/${code}`, status: 409 });
});
