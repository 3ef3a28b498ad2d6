import { describe, expect, it } from 'vitest';
import { lacksPayments, standingSubscription } from '../../../shared/domain/account/customer-record.ts';
import type { CustomerFact } from '../../../shared/domain/account/subscription-fact.ts';
import { paid, recordOf, told } from '../../support/builders/customer-facts.ts';

describe('the subscription that stands', () => {
  it.each([
    ['is none while none is known', [], undefined],
    [
      'is as it was told last, however late the earlier is told',
      [told({ atMs: 9_000, status: 'past_due' }), told({ atMs: 8_000 }), paid('sub_1', 50)],
      { subscriptionId: 'sub_1', status: 'past_due', paidUntilMs: 50 },
    ],
    [
      'is, of two that were told in one second, as the one that changed from the other',
      [told({ status: 'past_due', statusBefore: 'active' }), told({ status: 'active' }), paid('sub_1', 50)],
      { subscriptionId: 'sub_1', status: 'past_due', paidUntilMs: 50 },
    ],
    [
      'is canceled where that was told in the same second as something else',
      [told({ status: 'canceled', endsAtMs: 9_000 }), told({ status: 'active', statusBefore: 'past_due' })],
      { subscriptionId: 'sub_1', status: 'canceled', paidUntilMs: 1_000, endsAtMs: 9_000 },
    ],
    [
      'is paid for until it began, where nothing was paid',
      [told({ status: 'incomplete' })],
      { subscriptionId: 'sub_1', status: 'incomplete', paidUntilMs: 1_000 },
    ],
    [
      'is taken for active where only its payment is known',
      [paid('sub_1', 50)],
      { subscriptionId: 'sub_1', status: 'active', paidUntilMs: 50 },
    ],
    [
      'is the one that paid furthest ahead',
      [told({}), paid('sub_1', 50), told({ subscriptionId: 'sub_2', createdAtMs: 2_000 }), paid('sub_2', 40)],
      { subscriptionId: 'sub_1', status: 'active', paidUntilMs: 50 },
    ],
    [
      'is not the one that was canceled before its paid period ended, if another paid beyond that',
      [
        told({ status: 'canceled', endsAtMs: 20 }),
        paid('sub_1', 50),
        told({ subscriptionId: 'sub_2', createdAtMs: 2_000 }),
        paid('sub_2', 40),
      ],
      { subscriptionId: 'sub_2', status: 'active', paidUntilMs: 40 },
    ],
    [
      'is the newest of those that paid alike',
      [told({}), paid('sub_1', 50), told({ subscriptionId: 'sub_2', createdAtMs: 2_000 }), paid('sub_2', 50)],
      { subscriptionId: 'sub_2', status: 'active', paidUntilMs: 50 },
    ],
  ])('%s', (_what, facts: readonly CustomerFact[], stands) => {
    expect(standingSubscription(recordOf(facts))).toEqual(stands);
    expect(standingSubscription(recordOf(facts.toReversed()))).toEqual(stands);
  });

  it('lacks payments where it must have had some that nobody told of', () => {
    const lacks = (...facts: readonly CustomerFact[]) => recordOf(facts).subscriptions.map(lacksPayments);
    expect(lacks(told({ status: 'active' }))).toEqual([true]);
    expect(lacks(told({ status: 'past_due' }))).toEqual([true]);
    expect(lacks(told({ status: 'active' }), paid('sub_1', 50))).toEqual([false]);
    expect(lacks(told({ status: 'incomplete' }))).toEqual([false]);
    expect(lacks(told({ status: 'canceled', endsAtMs: 1 }))).toEqual([false]);
  });
});
