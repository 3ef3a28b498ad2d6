import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import { fingerprint } from '../../shared/domain/fingerprint.ts';

describe('a fingerprint', () => {
  it('is the same however the content is spelled', () => {
    expect(fingerprint('debit', { b: [1, { y: 2, x: 1 }], a: 'é' })).toBe(
      fingerprint('debit', JSON.parse('{"a":"\\u00e9","b":[1.0,{"x":1,"y":2e0}]}')),
    );
  });

  it('differs with any member, value or operation', () => {
    const texts = [
      fingerprint('debit', { credits: 1 }),
      fingerprint('debit', { credits: 2 }),
      fingerprint('debit', { credits: '1' }),
      fingerprint('debit', { credits: 1, category: 'ai' }),
      fingerprint('hold', { credits: 1 }),
    ];
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('keeps every digit of a number that is too long for a double', () => {
    const quantity = JSON.rawJSON('999999999999.999999');
    expect(canonicalJson({ sku: 'ai', quantity })).toBe('{"quantity":999999999999.999999,"sku":"ai"}');
  });

  it('rests on JSON that reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('and has the bytes that JSON gives each part, whatever is in a text or a number', () => {
    const text = fc.oneof(
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
      fc.constantFrom('"', '\\', '\n', '\u0000', '\u2028', '\ud800', '\ude00', '😀'),
    );
    fc.assert(
      fc.property(fc.oneof(text, fc.double(), fc.maxSafeInteger(), fc.constantFrom(-0, 1e21, 1e-7)), (part) => {
        expect(canonicalJson(part)).toBe(JSON.stringify(part));
        expect(canonicalJson({ [String(part)]: [part] })).toBe(JSON.stringify({ [String(part)]: [part] }));
      }),
      { numRuns: 1_000 },
    );
  });
});
