/** The Python client as it is written from the contract: what only `npm run test:python` would notice otherwise. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const names = ['_answers', '_bodies', '_operations'] as const;
const texts = new Map(
  names.map((name) => [
    name,
    readFileSync(new URL(`../../../shared/client/python/src/credits_ledger/${name}.py`, import.meta.url), 'utf8'),
  ]),
);

const builtIn: ReadonlySet<string> = new Set(['True', 'False', 'None', 'NotImplementedError']);

/** Without docstrings, texts and comments, in which anything may stand. */
function codeOf(name: (typeof names)[number]): string {
  return (texts.get(name) ?? '').replaceAll(/"""[\s\S]*?"""|"[^"\n]*"/g, '""').replaceAll(/#.*$/gm, '');
}

/** Names that a module imports, or gives to a class or a value of its own. */
function definedIn(code: string): ReadonlySet<string> {
  const imported = [...code.matchAll(/^from \S+ import (.+)$/gm)].flatMap(([, list = '']) => list.split(', '));
  const own = [...code.matchAll(/^(?:class )?([A-Za-z_]\w*)(?=[(:]| =)/gm)].map(([, name = '']) => name);
  return new Set([...imported, ...own]);
}

describe('the Python client', () => {
  it.each(names)('names no type in %s.py that isn’t there', (name) => {
    const code = codeOf(name);
    const defined = definedIn(code);
    const used = [...code.matchAll(/(?<![\w.])[A-Z]\w*/g)].map(([each]) => each);

    expect(used.length).toBeGreaterThan(50);
    expect([...new Set(used)].filter((each) => !defined.has(each) && !builtIn.has(each))).toEqual([]);
  });

  it.each(names)('gives no member in %s.py a name that Python keeps for itself', (name) => {
    const members = [...codeOf(name).matchAll(/^ {4}(\w+):/gm)].map(([, member]) => member);

    expect(
      members.filter((member = '') => /^(from|import|class|is|in|as|with|pass|global|lambda|not|or|and)$/.test(member)),
    ).toEqual([]);
  });

  it.each(['_answers', '_bodies'] as const)('names nothing of %s that it hasn’t', (name) => {
    const defined = definedIn(codeOf(name));
    const used = [...codeOf('_operations').matchAll(new RegExp(`(?<!\\w)${name}\\.(\\w+)`, 'g'))].map(
      ([, each = '']) => each,
    );

    expect(used.length).toBeGreaterThan(20);
    expect([...new Set(used)].filter((each) => !defined.has(each))).toEqual([]);
  });
});
