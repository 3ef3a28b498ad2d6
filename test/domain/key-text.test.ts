/** The text of a key: what scanners find, and what a slip of the hand doesn't pass. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keyHash, newKeyId, newKeyText, readKeyText } from '../../shared/domain/key-text.ts';

const bytes = fc.infiniteStream(fc.integer({ min: 0, max: 255 }));
const drawnFrom = (stream: Iterator<number>) => (count: number) =>
  Uint8Array.from({ length: count }, () => Number(stream.next().value));

it('has a beginning that scanners know, its id, a secret and a check sum, and is read back', () => {
  fc.assert(
    fc.property(bytes, (stream) => {
      const random = drawnFrom(stream[Symbol.iterator]());
      const keyId = newKeyId(random);
      const text = newKeyText(keyId, random);

      expect(text).toMatch(/^credits_key_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}$/);
      expect(readKeyText(text)).toEqual({ keyId, text });
      expect(keyHash(text)).toMatch(/^[0-9a-f]{64}$/);
    }),
  );
});

it('is no key with any character changed, left out or added', () => {
  const random = drawnFrom(
    [...'a stream of bytes of which a key is made, long enough for all of it']
      .map((c) => (c.charCodeAt(0) * 3) % 248)
      .values(),
  );
  const text = newKeyText(newKeyId(random), random);
  for (let at = 0; at < text.length; at += 1) {
    const other = text[at] === 'Q' ? 'R' : 'Q';
    for (const changed of [text.slice(0, at) + other + text.slice(at + 1), text.slice(0, at) + text.slice(at + 1)])
      expect(readKeyText(changed), changed).toBeUndefined();
  }
  for (const odd of ['', ' ', `${text} `, ` ${text}`, `${text}\n`, text.toUpperCase(), text.replace('key', 'kéy')])
    expect(readKeyText(odd), odd).toBeUndefined();
});

it('draws every character as often as any other', () => {
  let next = 0;
  const counting = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => next++ % 256);
  const counts = new Map<string, number>();
  for (let keys = 0; keys < 310; keys += 1)
    for (const character of newKeyId(counting)) counts.set(character, (counts.get(character) ?? 0) + 1);

  expect(counts.size).toBe(62);
  expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(310 / 10);
});
