/** The part of fast-check that tests of the mutated folders use: fewer draws, always the same, and no search for the smallest. */
// The resolver in `one-process-runner.ts` hands this module out as `fast-check`, but to itself.
import fc from 'fast-check';

const runsMax = 25;
const seed = 20_261_123;

// biome-ignore lint/style/noDefaultExport: fast-check's own is what tests import.
export default {
  ...fc,
  assert: <Ts>(property: fc.IRawProperty<Ts>, options: fc.Parameters<Ts> = {}): Promise<void> | void =>
    fc.assert(property, {
      ...options,
      seed,
      numRuns: Math.min(options.numRuns ?? runsMax, runsMax),
      endOnFailure: true,
    }),
};
