/** Commands of histories in which a subscription is told of now and then. */
import fc from 'fast-check';
import { subscriptionStatuses } from '../../../shared/domain/account/subscription.ts';
import { present } from '../../../shared/domain/present.ts';
import { dayMs, startMs } from './fixtures.ts';
import { type Command, commandArbitrary } from './history-commands.ts';

/** Any command, and tellings: paid, late, given up, ended. */
export const subscribedArbitrary: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: commandArbitrary },
  {
    weight: 2,
    arbitrary: fc
      .record({
        subscriptionId: fc.constantFrom('sub_1', 'sub_2'),
        status: fc.constantFrom(...subscriptionStatuses),
        paidUntilMs: fc.integer({ min: startMs - 5 * dayMs, max: startMs + 150 * dayMs }),
        endsAtMs: fc.option(fc.integer({ min: startMs, max: startMs + 150 * dayMs }), { nil: undefined }),
      })
      .map(({ endsAtMs, ...told }) => ({ kind: 'tell' as const, subscription: { ...told, ...present({ endsAtMs }) } })),
  },
);
