/** Facts of one customer's subscriptions, and the record that they come to. */
import {
  type CustomerRecord,
  emptyCustomer,
  withCustomerFact,
} from '../../../shared/domain/account/customer-record.ts';
import type {
  CustomerFact,
  PeriodPaidFact,
  SubscriptionFact,
} from '../../../shared/domain/account/subscription-fact.ts';

export function recordOf(facts: readonly CustomerFact[]): CustomerRecord {
  return facts.reduce(withCustomerFact, emptyCustomer('cus_1'));
}

export function told(over: Partial<SubscriptionFact>): SubscriptionFact {
  const of = { kind: 'subscription', customerId: 'cus_1', subscriptionId: 'sub_1' } as const;
  return { ...of, status: 'active', atMs: 9_000, createdAtMs: 1_000, ...over };
}

export function paid(subscriptionId: string, untilMs: number): PeriodPaidFact {
  return { kind: 'period-paid', customerId: 'cus_1', subscriptionId, untilMs };
}
