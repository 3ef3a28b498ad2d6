/** Records as the item keeps them: what was packed comes back as it was said, and takes about half of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packRecord, unpackRecord } from '../../shared/storage/record-packing.ts';
import { encodeRecord } from '../../shared/storage/record-text.ts';

const atMs = Date.parse('2026-11-27T10:00:00.000Z');
const turn = [
  6_885_000,
  'ai',
  {
    l: [
      ['ai.gpt-4o.input-token', '3740', 935_000],
      ['ai.gpt-4o.output-token', '595', 5_950_000],
    ],
    r: '2026-11-01',
  },
];
const usual = {
  kind: 'd',
  atMs,
  caller: 'arn:aws:sts::123456789012:assumed-role/chat/service',
  fingerprint: 'p58GXvFq',
};

describe('a record', () => {
  it.each([
    { key: '019ac4a4-3280-7d3c-b0a1-52f0c1b2a394', bytesMax: 100 },
    { key: '01KB2A8CM0Z3NDEKTSV4RRFFQ6', bytesMax: 100 },
    { key: 'order 4711', bytesMax: 100 },
  ])('of a turn under $key takes at most $bytesMax bytes', ({ key, bytesMax }) => {
    const text = encodeRecord({ ...usual, idempotencyKey: key }, turn);

    expect(text.length).toBeGreaterThan(160);
    expect(packRecord(text).length).toBeLessThanOrEqual(bytesMax);
    expect(unpackRecord(packRecord(text))).toBe(text);
  });

  it.each([
    'zzzzzzzz-zzzz-7zzz-zzzz-zzzzzzzzzzzz',
    '01kb2a8cm0z3ndektsv4rrffq6',
    '8ZZZZZZZZZZZZZZZZZZZZZZZZZ',
    '7ZZZZZZZZZZZZZZZZZZZZZZZZZ',
    '00000000000000000000000000',
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '',
    '=|~%',
  ])('comes back under the key %j', (idempotencyKey) => {
    const text = encodeRecord({ ...usual, idempotencyKey }, turn);

    expect(unpackRecord(packRecord(text))).toBe(text);
  });

  it('comes back as it was said, whatever its words', () => {
    const word = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom('p58GXvFq', '-_-_-_-_', '%7C|'));
    const key = fc.oneof(word, fc.uuid(), fc.ulid(), fc.stringMatching(/^~[\w-]{22}$/));
    fc.assert(
      fc.property(word, key, word, fc.array(fc.jsonValue()), (caller, idempotencyKey, fingerprint, body) => {
        const text = encodeRecord({ kind: 'd', atMs, caller, idempotencyKey, fingerprint }, body);

        expect(unpackRecord(packRecord(text))).toBe(Buffer.from(text).toString());
      }),
    );
  });

  it.each([
    ['empty', Buffer.of()],
    ['cut off within its key', packRecord(encodeRecord({ ...usual, idempotencyKey: 'a' }, turn)).subarray(0, 3)],
    ['of other bytes', Buffer.from('a record of another kind')],
  ])('that is %s is refused by name', (_what, bytes) => {
    expect(() => unpackRecord(bytes)).toThrow(/a record of the tail/);
  });

  it('from before is read as the text that it is', () => {
    expect(unpackRecord('d1|c|k|f|1')).toBe('d1|c|k|f|1');
  });
});
