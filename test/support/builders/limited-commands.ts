/** Commands of histories with spending limits of every scope and period. */
import fc from 'fast-check';
import type { LimitDimension, LimitScope } from '../../../shared/domain/account/limit-scope.ts';
import { microcredits } from '../../../shared/domain/amount.ts';
import type { Category } from '../../../shared/domain/catalogue/rate-card.ts';
import { dayMs } from './fixtures.ts';

const amount = fc.integer({ min: 1, max: 12_000_000 }).map(microcredits);
const category = fc.constantFrom<Category>('ai', 'ai', 'platform');
const dimensions = fc.record(
  {
    user: fc.constantFrom('ada', 'bob', 'cy', 'constructor'),
    model: fc.constantFrom('opus-4', 'opus-4-1', 'opus-3'),
  },
  { requiredKeys: [] },
);
const dimension: fc.Arbitrary<LimitDimension> = fc.constantFrom<LimitDimension>(
  { name: 'user', value: 'ada' },
  { name: 'user', each: true },
  { name: 'user', each: true },
  { name: 'model', prefix: 'opus-4' },
  { name: 'model', each: true },
  { name: 'model', value: 'opus-4-1' },
);
const scope: fc.Arbitrary<LimitScope> = fc.record(
  {
    category,
    dimension,
    period: fc.constantFrom('day' as const, 'day' as const, 'week' as const, 'lifetime' as const),
  },
  { requiredKeys: [] },
);

const limitedCommand = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('debit' as const), amount, category, dimensions }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('limit' as const),
      limitId: fc.constantFrom('a', 'b', 'c', 'd'),
      scope,
      amount: fc.integer({ min: 1, max: 40_000_000 }).map(microcredits),
      lifeMs: fc.option(fc.integer({ min: 1, max: 3 * dayMs }), { nil: undefined }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('unlimit' as const), limitId: fc.constantFrom('a', 'b', 'c') }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('authorize' as const),
      amount,
      category,
      dimensions,
      lifeMs: fc.integer({ min: 1, max: dayMs }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('report' as const, 'capture' as const, 'release' as const),
      hold: fc.nat({ max: 3 }),
      amount,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('reverse' as const),
      back: fc.nat({ max: 12 }),
      part: fc.option(amount, { nil: undefined }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: dayMs }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: dayMs, max: 20 * dayMs }) }),
  },
);
export const limitedCommands = fc.array(limitedCommand, { minLength: 20, maxLength: 70, size: 'max' });
export type LimitedCommand = typeof limitedCommand extends fc.Arbitrary<infer T> ? T : never;
