/** Lives of subscriptions at a provider: what a customer and their card do, after how long, and how what happens is told. */
import * as fc from 'fast-check';
import { paymentLife } from './payment-lives.ts';

const hour = 3_600;
const day = 24 * hour;

const acts = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'wait' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('card' as const), collects: fc.constantFrom('pays', 'fails') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('subscribe' as const), trialDays: fc.constantFrom(undefined, 7, 14) }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'pay' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('retry' as const),
      last: fc.constantFrom(undefined, undefined, 'unpaid', 'canceled'),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'upgrade' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('cancel' as const), when: fc.constantFrom('at once', 'at period end') }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'resume' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pack' as const), life: paymentLife }) },
);

/** Something that somebody does after so many seconds. */
const step = fc.record({
  after: fc.oneof(fc.integer({ min: 60, max: 2 * day }), fc.integer({ min: day, max: 40 * day })),
  act: acts,
});

export const subscriptionLife = fc.record({
  form: fc.constantFrom('basil', 'before'),
  trialDays: fc.constantFrom(undefined, undefined, 14),
  steps: fc.array(step, { minLength: 3, maxLength: 14 }),
  /** After so many of them the account is said to be the customer. */
  linkedAfter: fc.constantFrom(0, 0, 0, 2),
  /** Decides how each event is told. */
  seed: fc.integer({ min: 0, max: 0x7fff_ffff }),
});
export type SubscriptionLife = typeof subscriptionLife extends fc.Arbitrary<infer Life> ? Life : never;
export type Act = SubscriptionLife['steps'][number]['act'];

/** When an event is told, in milliseconds after it happened: within seconds, days late, twice, or not at all until it is listed. */
export function delaysOf(random: () => number, isPrompt: boolean): readonly number[] {
  if (isPrompt) return [Math.floor(random() * 4_000), ...(random() < 0.3 ? [Math.floor(random() * day * 1_000)] : [])];
  if (random() < 0.4) return [];
  return Array.from({ length: random() < 0.3 ? 2 : 1 }, () => Math.floor(random() * 3 * day * 1_000));
}
