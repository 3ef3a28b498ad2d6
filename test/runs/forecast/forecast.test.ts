import { expect, test } from 'vitest';
import { patternCoverage, traceCoverage } from './coverage.ts';
import { patterns } from './patterns.ts';
import { traceSeries } from './trace.ts';

// A tenth of what `npm run forecast` tries; the bounds are the same.
test.each(patterns)('eight in ten stay within the range: $name', (pattern) => {
  const { within, beyond, trials, abstained } = patternCoverage(pattern, 10);
  if (pattern.isBroken === true && trials === abstained) return;

  expect(trials - abstained).toBeGreaterThan(pattern.isBroken === true ? 0 : 0.9 * trials);
  expect(within).toBeGreaterThanOrEqual(0.7);
  expect(within).toBeLessThanOrEqual(0.9);
  // What was called sure came.
  expect(beyond).toBe(0);
});

test('eight in ten stay within the range on the recorded trace', () => {
  const { within, trials } = traceCoverage('the trace', { series: traceSeries(), strideHours: 170 });

  expect(trials).toBeGreaterThan(200);
  expect(within).toBeGreaterThanOrEqual(0.7);
  expect(within).toBeLessThanOrEqual(0.9);
});
