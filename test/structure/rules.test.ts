/** Rules have numbers that exist: R1 and on in shared/README.md, W1 and on in shared/storage/README.md. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesOf, textOf } from './sources.ts';

const lists = { R: 'shared/README.md', W: 'shared/storage/README.md' } as const;
const sources = filesOf(/\.tsx?$/).filter((file) => !file.startsWith('test/structure/'));

/** A rule's number in a comment or a text, as in `R14`; not in `getR14`, `R14a` or `R-14`. */
const citations = /(?<![\w$.-])([RW])([1-9]\d?)(?![\w$-])/g;

describe.each(Object.entries(lists))('the rules %s of %s', (letter, path) => {
  const stated = [...readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8').matchAll(/^- \*\*([RW]\d+)\./gm)];
  const numbers = stated.map(([, number = '']) => number);

  it('are numbered from 1 without a gap, each once', () => {
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers).toEqual(numbers.map((_, index) => `${letter}${index + 1}`));
  });

  it('are those that the code cites, and each is cited', () => {
    const named = new Set(
      sources.flatMap((file) =>
        [...textOf(file).matchAll(citations)].flatMap(([text, kind]) => (kind === letter ? [text] : [])),
      ),
    );
    expect([...named].filter((number) => !numbers.includes(number))).toEqual([]);
    expect(numbers.filter((number) => !named.has(number))).toEqual([]);
  });
});

it('no comment cites a rule by a number that belongs to no list', () => {
  const bare = sources.flatMap((file) =>
    [...textOf(file).matchAll(/\b[Rr]ules? \d+/g)].map(([text]) => `${file}: ${text}`),
  );
  expect(bare).toEqual([]);
});
