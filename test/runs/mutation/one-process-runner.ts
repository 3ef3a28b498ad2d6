/**
 * Runs the tests of the domain and the storage for Stryker, all in one process that loads them once: a mutant is switched on,
 * its tests are run from the quickest on until one fails, and it is switched off again.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { DryRunResult, MutantRunOptions, MutantRunResult } from '@stryker-mutator/api/test-runner';
import type { Suite, Test } from './test-api.ts';

const testFiles = process.env['MUTATION_TESTS'] ?? 'test/{domain,storage,operations}/**/*.test.ts';
const stands: Readonly<Record<string, string>> = {
  vitest: new URL('./test-api.ts', import.meta.url).href,
  'fast-check': new URL('./property-api.ts', import.meta.url).href,
};
/** Turns of the event loop that a failed test gets to end, before the next mutant is switched on. */
const turnsAfterFailure = 20;
/** A mutant that comes by this many times as often in one test as the original did, and a few, is in a loop without end. */
const hitsFactorMax = 20;
const hitsFewMax = 1_000;
/** The factor of its usual time, and a moment, after which a test counts as waiting for ever. */
const waitFactorMax = 10;
const waitMsMin = 2_000;
/** Stryker's numbers for what became of a test. */
const passed = 0;
const failedTest = 1;
/** The dry run's findings, for the processes that take over from one that was stopped. */
const findingsFile = 'dry-run.json';

/** The state that Stryker's instrumented code reads and writes. */
interface Instrumentation {
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
interface Findings {
  readonly tookMs: Readonly<Record<string, number>>;
  readonly hits: Readonly<Record<string, number>>;
}

class OneProcessRunner {
  readonly #state: Instrumentation;
  #tests: readonly Test[] | undefined;
  #findings: Findings | undefined;

  constructor() {
    const scope = globalThis as { __stryker__?: Instrumentation };
    scope.__stryker__ ??= {};
    this.#state = scope.__stryker__;
    // A mutant may leave promises behind that nobody waits for: they are no verdict on it, nor on the next.
    process.on('unhandledRejection', () => {});
  }

  capabilities(): { readonly reloadEnvironment: boolean } {
    return { reloadEnvironment: false };
  }

  async dryRun(): Promise<DryRunResult> {
    const results: Result[] = [];
    await this.#run(await this.#loaded(), (result) => {
      results.push(result);
      return true;
    });
    const { mutantCoverage = { static: {}, perTest: {} } } = this.#state;
    shareHooks(mutantCoverage.perTest, await this.#loaded());
    writeFileSync(findingsFile, JSON.stringify(findingsOf(results, mutantCoverage.perTest)));
    return { status: 'complete' as never, tests: results as never, mutantCoverage: withoutLoading(mutantCoverage) };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, testFilter, mutantActivation } = options;
    this.#findings ??= JSON.parse(readFileSync(findingsFile, 'utf8')) as Findings;
    const { tookMs, hits } = this.#findings;
    if (mutantActivation === 'static') this.#state.activeMutant = activeMutant.id;
    const wanted = new Set(testFilter);
    const tests = (await this.#loaded())
      .filter(({ id }) => testFilter === undefined || wanted.has(id))
      .toSorted((a, b) => (tookMs[a.id] ?? 0) - (tookMs[b.id] ?? 0));
    const hitLimit = (hits[activeMutant.id] ?? 0) * hitsFactorMax + hitsFewMax;
    this.#state.activeMutant = activeMutant.id;
    this.#state.hitLimit = hitLimit;
    let nrOfTests = 0;
    let isEndless = false;
    let failed: Result | undefined;
    await this.#run(tests, (result) => {
      nrOfTests += 1;
      isEndless = (this.#state.hitCount ?? 0) > hitLimit || result.failureMessage === endless;
      if (result.failureMessage !== undefined) failed = result;
      return failed === undefined && !isEndless;
    });
    this.#state.activeMutant = undefined;
    if (isEndless) return { status: 'timeout' as never, reason: `hit more than ${hitLimit} times` };
    if (failed === undefined) return { status: 'survived' as never, nrOfTests };
    const { id, failureMessage = '' } = failed;
    return { status: 'killed' as never, killedBy: [id], failureMessage, nrOfTests };
  }

  async #loaded(): Promise<readonly Test[]> {
    this.#tests ??= await loadTests();
    return this.#tests;
  }

  /** Runs one after the other for as long as it is told to go on. */
  async #run(tests: readonly Test[], goesOn: (result: Result) => boolean): Promise<void> {
    const open: Suite[] = [];
    for (const test of tests) {
      const startedMs = performance.now();
      this.#state.hitCount = 0;
      const usualMs = this.#findings?.tookMs[test.id];
      const msMax = usualMs === undefined ? undefined : Math.max(waitMsMin, usualMs * waitFactorMax);
      const failureMessage = await failureOf(msMax, async () => {
        for (const suite of suitesOf(test.suite)) {
          if (open.includes(suite)) continue;
          open.push(suite);
          this.#state.currentTestId = hooksOf(suite);
          for (const hook of suite.beforeAll) await hook();
        }
        this.#state.currentTestId = test.id;
        for (const { beforeEach } of suitesOf(test.suite)) for (const hook of beforeEach) await hook();
        await test.run();
      });
      this.#state.currentTestId = undefined;
      const timeSpentMs = performance.now() - startedMs;
      const outcome = failureMessage === undefined ? { status: passed } : { status: failedTest, failureMessage };
      if (failureMessage !== undefined) for (let turns = 0; turns < turnsAfterFailure; turns += 1) await turn();
      if (!goesOn({ id: test.id, name: test.id, timeSpentMs, ...outcome })) break;
    }
    for (const { afterAll } of open.toReversed()) for (const hook of afterAll) await failureOf(waitMsMin, hook);
  }
}

/**
 * Counts coverage while tests load as coverage of no test. That a value is come by in both doesn't matter: they load once, before a mutant
 * is switched on. Told of it, Stryker would begin a new process for each such mutant, and get the same.
 */
function withoutLoading({ static: loading, perTest }: Coverage): Coverage {
  const tested = new Set(Object.values(perTest).flatMap((counts) => Object.keys(counts)));
  return { static: Object.fromEntries(Object.entries(loading).filter(([mutant]) => !tested.has(mutant))), perTest };
}

function findingsOf(
  results: readonly Result[],
  perTest: Readonly<Record<string, Readonly<Record<string, number>>>>,
): Findings {
  const hits: Record<string, number> = {};
  for (const counts of Object.values(perTest))
    for (const [mutant, count] of Object.entries(counts)) hits[mutant] = Math.max(hits[mutant] ?? 0, count);
  return { tookMs: Object.fromEntries(results.map(({ id, timeSpentMs }) => [id, timeSpentMs])), hits };
}

/** Shares the coverage of hooks. Code that ran before a suite's first test counts for each of its tests: any of them may notice. */
function shareHooks(perTest: Record<string, Record<string, number>>, tests: readonly Test[]): void {
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
function hooksOf(suite: Suite): string {
  return `before ${suitesOf(suite)
    .map(({ name }) => name)
    .join(' > ')}`;
}

interface Result {
  readonly id: string;
  readonly name: string;
  readonly timeSpentMs: number;
  readonly status: number;
  readonly failureMessage?: string;
}

/** From the file's down to its own. */
function suitesOf(suite: Suite, below: readonly Suite[] = []): readonly Suite[] {
  const all = [suite, ...below];
  return suite.above === undefined ? all : suitesOf(suite.above, all);
}

const endless = 'it waits for ever';

async function failureOf(msMax: number | undefined, run: () => unknown): Promise<string | undefined> {
  const timer = new AbortController();
  try {
    const done = Promise.resolve().then(run);
    if (msMax === undefined) await done;
    else if ((await Promise.race([done, sleep(msMax, endless, { signal: timer.signal })])) === endless) return endless;
    return undefined;
  } catch (cause) {
    return cause instanceof Error ? (cause.message.split('\n')[0] ?? cause.name) : String(cause);
  } finally {
    timer.abort();
  }
}

async function loadTests(): Promise<readonly Test[]> {
  Object.assign(process.env, { UNDER_MUTATION: 'true', LOG_LEVEL: 'SILENT', METRICS_DISABLED: 'true' });
  registerHooks({
    resolve: (specifier, context, next) => {
      const url = stands[specifier];
      return url === undefined || context.parentURL === url ? next(specifier, context) : { url, shortCircuit: true };
    },
  });
  const api: typeof import('./test-api.ts') = await import(String(stands['vitest']));
  for (const file of globSync(testFiles).toSorted()) {
    api.openFile(file);
    await import(pathToFileURL(file).href);
  }
  return api.tests;
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'one-process', injectableClass: OneProcessRunner }];
