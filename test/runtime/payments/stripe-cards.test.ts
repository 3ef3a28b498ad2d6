import { describe, expect, it } from 'vitest';
import { factsOfEvent, stripeEvent } from '../../../shared/runtime/payments/stripe-events.ts';
import { eventOf } from '../../support/builders/stripe-objects.ts';

const told = (type: string, object: Readonly<Record<string, unknown>>) =>
  factsOfEvent(stripeEvent.parse(eventOf(type, object)));

describe('what an event of Stripe tells', () => {
  it('is another means of payment, where one was left or chosen', () => {
    const card = { kind: 'card-changed', customerId: 'cus_1', atMs: 1_752_619_699_000 };
    const changed = (previous: object | undefined) => {
      const object = { id: 'cus_1', object: 'customer' };
      const event = eventOf('customer.updated', object, { data: { object, previous_attributes: previous } });
      return factsOfEvent(stripeEvent.parse(event));
    };
    expect(told('payment_method.attached', { id: 'pm_1', customer: 'cus_1' })).toEqual([card]);
    expect(told('payment_method.attached', { id: 'pm_1', customer: null })).toEqual([]);
    expect(changed({ invoice_settings: { default_payment_method: null } })).toEqual([card]);
    expect(changed({ default_source: 'card_1' })).toEqual([card]);
    for (const other of [{ email: 'jenny@example.com' }, { invoice_settings: { footer: null } }, undefined])
      expect(changed(other)).toEqual([]);
  });
});
