/** Ours and the SDK's conversions are the same, for all that items hold. */
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromAttributes, toAttributes } from '../../../shared/storage/dynamo/attribute-value.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((each) => each / 64),
);
const bytes = fc.uint8Array({ maxLength: 40 });
const few = { minLength: 1, maxLength: 4 };
const sets = fc.oneof(
  fc.uniqueArray(text, few).map((each) => new Set(each)),
  fc.uniqueArray(fc.integer(), few).map((each) => new Set(each)),
  fc.array(bytes, few).map((each) => new Set(each)),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(text, number, bytes, fc.boolean(), fc.constant(null), sets),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, fc.oneof(tie('value'), fc.constant(undefined)), { maxKeys: 4 }),
  ),
}));
const item = fc.dictionary(text, fc.oneof(value, fc.constant(undefined)), { maxKeys: 6 });

describe('an item', () => {
  it('is written as the SDK’s document client writes it', () => {
    fc.assert(
      fc.property(item, (each) => {
        const theirs = marshall(each, { removeUndefinedValues: true });
        // On the wire bytes are base64: so the SDK's serialiser sends them.
        const wire: unknown = JSON.parse(JSON.stringify(theirs, (_key, part) => base64Of(part)));
        expect(JSON.parse(JSON.stringify(toAttributes(each)))).toEqual(wire);
      }),
      { numRuns: 500 },
    );
  });

  it('is read as it was written, and as the SDK reads it', () => {
    fc.assert(
      fc.property(item, (each) => {
        const wire: unknown = JSON.parse(JSON.stringify(toAttributes(each)));
        expect(fromAttributes(wire)).toEqual(unmarshall(marshall(each, { removeUndefinedValues: true })));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a number that isn’t exact', { a: 2 ** 53 }],
    ['no number', { a: Number.NaN }],
    ['no end', { a: Number.POSITIVE_INFINITY }],
    ['a date', { a: new Date(0) }],
    ['a map', { a: new Map() }],
    ['a function', { a: () => 1 }],
    ['an empty set', { a: new Set() }],
    ['a set of two kinds', { a: new Set(['1', 1]) }],
  ])('can’t hold %s', (_what, each) => {
    expect(() => toAttributes(each)).toThrow(/can.t hold/);
  });

  it.each([
    ['an unknown kind', { a: { X: '1' } }],
    ['a number of too many digits', { a: { N: '12345678901234567890' } }],
    ['a number that is none', { a: { N: 'one' } }],
    ['no attributes', 'text'],
    ['a list that is none', { a: { L: 'text' } }],
  ])('with %s is none of ours', (_what, each) => {
    expect(() => fromAttributes(each)).toThrow();
  });
});

/** `JSON.stringify` has turned them into plain objects by the time it asks. */
function base64Of(part: unknown): unknown {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  const entries = Object.entries(part).map(([name, each]): [string, unknown] => {
    if (each instanceof Uint8Array) return [name, Buffer.from(each).toString('base64')];
    const isBytes = name === 'BS' && Array.isArray(each);
    return [name, isBytes ? each.map((one: Uint8Array) => Buffer.from(one).toString('base64')) : each];
  });
  return Object.fromEntries(entries);
}
