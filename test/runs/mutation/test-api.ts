/**
 * The part of vitest that tests of the mutated folders use, so that they can be run again and again in one process:
 * vitest loads everything anew for each run, which for thousands of mutants takes hours. `expect` is vitest's own.
 */
// The resolver in `one-process-runner.ts` hands this module out as `vitest`, but to itself.

import { expect } from 'vitest';
import { present } from '../../../shared/domain/present.ts';

export { expect };

type Body = (...row: readonly unknown[]) => unknown;
type Hook = () => unknown;

export interface Suite {
  readonly name: string;
  readonly above?: Suite;
  readonly beforeAll: Hook[];
  readonly beforeEach: Hook[];
  readonly afterAll: Hook[];
}

export interface Test {
  readonly id: string;
  readonly suite: Suite;
  readonly run: Hook;
}

export const tests: Test[] = [];
let current: Suite = suiteOf('');

/** Everything that is named from now on belongs to this file. */
export function openFile(name: string): void {
  current = suiteOf(name);
}

export const describe = withRows((name, body) => {
  const above = current;
  current = suiteOf(name, above);
  body();
  current = above;
});

export const it = withRows((name, run) => {
  const suite = current;
  tests.push({ id: `${pathOf(suite)} > ${name}`, suite, run });
});

export const test = it;

export function beforeAll(hook: Hook): void {
  current.beforeAll.push(hook);
}

export function beforeEach(hook: Hook): void {
  current.beforeEach.push(hook);
}

export function afterAll(hook: Hook): void {
  current.afterAll.push(hook);
}

function suiteOf(name: string, above?: Suite): Suite {
  return { name, beforeAll: [], beforeEach: [], afterAll: [], ...present({ above }) };
}

function pathOf({ name, above }: Suite): string {
  return above === undefined ? name : `${pathOf(above)} > ${name}`;
}

interface NamedTest {
  (name: string, body: Body, timeoutMs?: number): void;
  each(rows: readonly unknown[]): (name: string, body: Body, timeoutMs?: number) => void;
}

/** Rows are told apart by their number; a row that is a list is handed over as several arguments. */
function withRows(add: (name: string, body: Hook) => void): NamedTest {
  return Object.assign((name: string, body: Body): void => add(name, () => body()), {
    each:
      (rows: readonly unknown[]) =>
      (name: string, body: Body): void => {
        for (const [index, row] of rows.entries())
          add(`${name} [${index}]`, () => body(...(Array.isArray(row) ? row : [row])));
      },
  });
}
