/** A small form of `npm run brake` (RECORD.md). */
import { expect, it } from 'vitest';
import { honestDay, loopDay } from './account-days.ts';

const seeds = Array.from({ length: 40 }, (_, at) => 2_000_000 + at);

it('loops in habits of all kinds are found before five usual hours’ credits are spent', () => {
  const loops = seeds.flatMap(loopDay);
  expect(loops.length).toBeGreaterThan(40);
  expect(loops.filter(({ usualHours }) => usualHours < 5).length / loops.length).toBeGreaterThanOrEqual(0.95);
});

it('use as usual, bursts, batches, growth and new keys are none', () => {
  expect(seeds.flatMap(honestDay)).toEqual([]);
});
