/**
 * Runs the tests of the domain and the storage for Stryker, all in one process that loads them once: a mutant is switched on,
 * its tests are run from the quickest on until one fails, and it is switched off again.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { DryRunResult, MutantRunOptions, MutantRunResult } from '@stryker-mutator/api/test-runner';
import type { Findings, Instrumentation, Result } from './findings.ts';
import { findingsOf, hooksOf, shareHooks, suitesOf, withoutLoading } from './findings.ts';
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
