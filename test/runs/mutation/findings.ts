/** The dry run's findings: which test came by which mutants, how often, and how long it took. */
import type { Suite, Test } from './test-api.ts';

/** The state that Stryker's instrumented code reads and writes. */
export interface Instrumentation {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: Coverage;
}

/** How often each mutant was come by, while tests loaded and in each of them. */
interface Coverage {
  static: Record<string, number>;
  perTest: Record<string, Record<string, number>>;
}

/** By test, how long it took; by mutant, how often one test came by it at most. */
export interface Findings {
  readonly tookMs: Readonly<Record<string, number>>;
  readonly hits: Readonly<Record<string, number>>;
}

/**
 * Counts coverage while tests load as coverage of no test. That a value is come by in both doesn't matter: they load once, before a mutant
 * is switched on. Told of it, Stryker would begin a new process for each such mutant, and get the same.
 */
export function withoutLoading({ static: loading, perTest }: Coverage): Coverage {
  const tested = new Set(Object.values(perTest).flatMap((counts) => Object.keys(counts)));
  return { static: Object.fromEntries(Object.entries(loading).filter(([mutant]) => !tested.has(mutant))), perTest };
}

export function findingsOf(
  results: readonly Result[],
  perTest: Readonly<Record<string, Readonly<Record<string, number>>>>,
): Findings {
  const hits: Record<string, number> = {};
  for (const counts of Object.values(perTest))
    for (const [mutant, count] of Object.entries(counts)) hits[mutant] = Math.max(hits[mutant] ?? 0, count);
  return { tookMs: Object.fromEntries(results.map(({ id, timeSpentMs }) => [id, timeSpentMs])), hits };
}

/** Shares the coverage of hooks. Code that ran before a suite's first test counts for each of its tests: any of them may notice. */
export function shareHooks(perTest: Record<string, Record<string, number>>, tests: readonly Test[]): void {
  const suites = new Set<Suite>();
  for (const { id, suite } of tests) {
    const counts = perTest[id] ?? {};
    perTest[id] = counts;
    for (const each of suitesOf(suite)) {
      suites.add(each);
      for (const [mutant, count] of Object.entries(perTest[hooksOf(each)] ?? {}))
        counts[mutant] = (counts[mutant] ?? 0) + count;
    }
  }
  for (const suite of suites) delete perTest[hooksOf(suite)];
}

/** Under which name it is counted what a suite's hooks come by. */
export function hooksOf(suite: Suite): string {
  return `before ${suitesOf(suite)
    .map(({ name }) => name)
    .join(' > ')}`;
}

export interface Result {
  readonly id: string;
  readonly name: string;
  readonly timeSpentMs: number;
  readonly status: number;
  readonly failureMessage?: string;
}

/** From the file's down to its own. */
export function suitesOf(suite: Suite, below: readonly Suite[] = []): readonly Suite[] {
  const all = [suite, ...below];
  return suite.above === undefined ? all : suitesOf(suite.above, all);
}
