/** R33: facts of a customer's subscriptions come to the same record, in whatever order and however often they are told. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  knownSubscriptionsMax,
  standingSubscription,
  withCustomerFact,
} from '../../../shared/domain/account/customer-record.ts';
import { subscriptionStatuses } from '../../../shared/domain/account/subscription.ts';
import type { CustomerFact } from '../../../shared/domain/account/subscription-fact.ts';
import { present } from '../../../shared/domain/present.ts';
import { paid, recordOf, told } from '../../support/builders/customer-facts.ts';

const ids = ['sub_1', 'sub_2', 'sub_3'];
const status = fc.constantFrom(...subscriptionStatuses);

const subscriptionFact: fc.Arbitrary<CustomerFact> = fc
  .record({
    subscriptionId: fc.constantFrom(...ids),
    status,
    atMs: fc.integer({ min: 5, max: 8 }).map((second) => second * 1_000),
    endsAtMs: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    anchorMs: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
    statusBefore: fc.option(status, { nil: undefined }),
  })
  .map(({ endsAtMs, anchorMs, statusBefore, ...fact }) => ({
    kind: 'subscription',
    customerId: 'cus_1',
    createdAtMs: ids.indexOf(fact.subscriptionId) * 1_000,
    ...fact,
    ...present({ endsAtMs, anchorMs, statusBefore }),
  }));
const periodPaidFact: fc.Arbitrary<CustomerFact> = fc.record({
  kind: fc.constant('period-paid' as const),
  customerId: fc.constant('cus_1'),
  subscriptionId: fc.constantFrom(...ids),
  untilMs: fc.integer({ min: 1, max: 40 }),
});
const someFacts = fc.array(fc.oneof(subscriptionFact, periodPaidFact), { maxLength: 40 });

describe('a record of a customer', () => {
  it('is the same in every order, and however often each fact is told', () => {
    fc.assert(
      fc.property(
        someFacts.chain((facts) =>
          fc.tuple(
            fc.constant(facts),
            fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length, maxLength: facts.length * 2 }),
          ),
        ),
        ([facts, some]) => {
          const missing = facts.filter((fact) => !some.includes(fact));
          expect(recordOf([...some, ...missing])).toEqual(recordOf(facts));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('is the very same one where nothing is news', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const record = recordOf(facts);
        for (const fact of facts) expect(withCustomerFact(record, fact)).toBe(record);
      }),
    );
  });

  it('never takes back what was paid', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const { subscriptions } = recordOf(facts);
        for (const { subscriptionId, paidUntilMs } of subscriptions) {
          const ends = facts.flatMap((fact) =>
            fact.kind === 'period-paid' && fact.subscriptionId === subscriptionId ? [fact.untilMs] : [],
          );
          expect(paidUntilMs).toBe(ends.length === 0 ? undefined : Math.max(...ends));
        }
      }),
    );
  });

  it('keeps what paid for the most where a customer had more subscriptions than it names', () => {
    const many = Array.from({ length: knownSubscriptionsMax + 5 }, (_, index) => [
      told({ subscriptionId: `sub_${index}`, status: 'canceled', endsAtMs: index }),
      paid(`sub_${index}`, index),
    ]);
    const facts = [told({ subscriptionId: 'sub_now' }), paid('sub_now', 2), ...many.flat()];
    for (const order of [facts, facts.toReversed()]) {
      const { subscriptions } = recordOf(order);
      expect(subscriptions).toHaveLength(knownSubscriptionsMax);
      expect(subscriptions.map(({ subscriptionId }) => subscriptionId)).toContain('sub_now');
      expect(standingSubscription({ customerId: 'cus_1', subscriptions })?.subscriptionId).toBe('sub_24');
    }
  });
});
