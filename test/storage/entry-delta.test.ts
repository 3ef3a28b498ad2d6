import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSame } from '../../shared/storage/entry-delta.ts';

const value = fc.jsonValue({ maxDepth: 3 });

it('two members of entries are the same when their JSON is, the order of what is in them included', () => {
  const pair = fc.oneof(
    fc.tuple(value, value),
    value.map((each): [unknown, unknown] => [each, structuredClone(each)]),
    fc
      .dictionary(fc.string({ maxLength: 2 }), value)
      .map((each): [unknown, unknown] => [each, Object.fromEntries(Object.entries(each).toReversed())]),
    fc.constant<[unknown, unknown]>([{ a: 1, b: undefined }, { a: 1 }]),
    fc.constant<[unknown, unknown]>([undefined, undefined]),
    fc.constant<[unknown, unknown]>([[], {}]),
  );
  fc.assert(
    fc.property(pair, ([a, b]) => {
      expect(isSame(a, b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
    { numRuns: 1_000 },
  );
});
