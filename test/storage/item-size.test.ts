import { expect, it } from 'vitest';
import { itemSizeBytes } from '../../shared/storage/item-size.ts';

it.each([
  ['a text by its bytes in UTF-8, its name too', { é: 'a€' }, 2 + 4],
  ['a number by half its digits and one', { n: 1_234_567 }, 1 + 1 + 4],
  ['a number without its point and sign', { n: -123.4 }, 1 + 1 + 2],
  ['bytes by their number', { b: new Uint8Array(32) }, 1 + 32],
  ['a truth, and an explicit nothing, by one', { t: true, n: null }, 1 + 1 + 1 + 1],
  ['a list by three, and one for each in it', { l: ['abc', 7] }, 1 + 3 + 1 + 3 + 1 + 2],
  ['a map by three, and one and the name for each in it', { m: { ab: 'cd', e: 7 } }, 1 + 3 + 1 + 2 + 2 + 1 + 1 + 2],
  ['what has no value by nothing', { n: undefined, s: '' }, 1],
])('the size of an item counts %s', (_what, item: Readonly<Record<string, unknown>>, bytes) => {
  expect(itemSizeBytes(item)).toBe(bytes);
});
