/** Commands that histories are played of, drawn at random or told. */
import fc from 'fast-check';
import type { Subscription } from '../../../shared/domain/account/subscription.ts';
import { type Category, categories } from '../../../shared/domain/catalogue/rate-card.ts';
import { dayMs, startMs } from './fixtures.ts';

export type Command =
  | { readonly kind: 'debit'; readonly amount: number }
  | { readonly kind: 'adjust' | 'remove'; readonly amount: number }
  /** With an end of their own. */
  | { readonly kind: 'give'; readonly amount: number; readonly lifeMs: number; readonly category?: Category }
  /** A debit of another category than most. */
  | { readonly kind: 'run'; readonly amount: number }
  | { readonly kind: 'purchase'; readonly packId: string; readonly payment: number }
  | { readonly kind: 'refund' | 'charge-back'; readonly payment: number }
  | { readonly kind: 'change-plan'; readonly planId: string; readonly when: 'now' | 'next-cycle' }
  | { readonly kind: 'keep'; readonly usage: number; readonly gigabytes: number }
  | { readonly kind: 'end'; readonly usage: number }
  | { readonly kind: 'authorize'; readonly amount: number; readonly lifeMs: number; readonly completes: boolean }
  | { readonly kind: 'report' | 'capture' | 'capture-late'; readonly hold: number; readonly amount: number }
  | { readonly kind: 'release'; readonly hold: number }
  | { readonly kind: 'limit'; readonly user: string; readonly amount: number }
  | { readonly kind: 'reverse'; readonly back: number }
  | { readonly kind: 'void'; readonly back: number }
  | { readonly kind: 'tell'; readonly subscription: Subscription }
  | { readonly kind: 'wait'; readonly ms: number };

const payment = fc.nat({ max: 6 });
const usage = fc.nat({ max: 2 });
const amount = fc.integer({ min: 1, max: 400_000_000 });

export const commandArbitrary: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('debit' as const), amount: fc.nat({ max: 400_000_000 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('adjust' as const, 'remove' as const),
      amount: fc.integer({ min: 1, max: 90_000_000 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('give' as const),
      amount: fc.integer({ min: 1, max: 90_000_000 }),
      lifeMs: fc.integer({ min: 1, max: 70 * dayMs }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('give' as const),
      amount: fc.integer({ min: 1, max: 90_000_000 }),
      lifeMs: fc.integer({ min: 1, max: 70 * dayMs }),
      category: fc.constantFrom(...categories),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('run' as const), amount: fc.nat({ max: 200_000_000 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('purchase' as const),
      packId: fc.constantFrom('burst-100', 'day-100'),
      payment,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('refund' as const, 'charge-back' as const), payment }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('change-plan' as const),
      planId: fc.constantFrom('small', 'team', 'large', 'weekly'),
      when: fc.constantFrom('now' as const, 'next-cycle' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('keep' as const), usage, gigabytes: fc.integer({ min: 1, max: 9_000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), usage }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('authorize' as const),
      amount,
      lifeMs: fc.integer({ min: 1, max: dayMs }),
      completes: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom('report' as const, 'report' as const, 'capture' as const, 'capture-late' as const),
      hold: fc.nat({ max: 4 }),
      amount,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('release' as const), hold: fc.nat({ max: 4 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('limit' as const),
      user: fc.constantFrom('ada', 'bob'),
      amount: fc.integer({ min: 100_000_000, max: 900_000_000 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reverse' as const), back: fc.nat({ max: 8 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('void' as const), back: fc.nat({ max: 3 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.oneof(fc.integer({ min: 0, max: 40 * dayMs }), fc.integer({ min: 0, max: dayMs })),
    }),
  },
);

/** Commands at their times, in days since the account was opened. */
export function timeline(told: readonly (readonly [number, Command])[]): readonly Command[] {
  let atMs = startMs;
  return told.flatMap(([days, command]): readonly Command[] => {
    const ms = Math.round(startMs + days * dayMs) - atMs - 1;
    atMs += Math.max(0, ms) + 1;
    return ms > 0 ? [{ kind: 'wait', ms }, command] : [command];
  });
}
