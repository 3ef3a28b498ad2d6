/** Members that are undefined are left out of objects in one way: `present`. */

import { expect, it } from 'vitest';
import { filesOf, textOf } from './sources.ts';

const name = '[A-Za-z_$][\\w$]*';
const path = `(${name}(?:\\??\\.${name})*)`;
/** An object that spreads a condition on what it then has as a member, as it is. */
const conditional = new RegExp(`\\.\\.\\.\\(${path} (?:=== undefined \\? \\{\\} : |&& )\\{ (?:${name}: )?\\1 \\}`, 'g');

/** Conditional spreads that `present` would say plainly. */
function spreadsIn(text: string): readonly string[] {
  return [...text.matchAll(conditional)].map(([found]) => found);
}

it('no file spreads a condition where `present` would leave the same member out', () => {
  const found = filesOf(/\.tsx?$/).flatMap((file) => spreadsIn(textOf(file)).map((spread) => `${file}: ${spread}`));

  expect(found.filter((spread) => !spread.startsWith('test/structure/'))).toEqual([]);
});

it('and one that came would be found', () => {
  expect(spreadsIn('{ a, ...(b === undefined ? {} : { b }), ...(c.d && { e: c.d }) }')).toHaveLength(2);
  expect(spreadsIn('{ a, ...present({ b }), ...(c === undefined ? {} : { c: of(c) }) }')).toEqual([]);
});
