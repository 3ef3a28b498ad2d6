/**
 * Lives of payments: what may become of a checkout with its provider, the events that tell of it, and the credits that an account
 * should have of it. The model is the provider's own state, and knows nothing of how it is told.
 */
import * as fc from 'fast-check';
import { dispute, eventOf, refund, type StripeEventOf, session } from './stripe-objects.ts';

/** The price of the pack, in cents, and its credits. */
export const packCents = 1200;
export const packCredits = 1_000;

export type Happening =
  | {
      readonly kind: 'refund';
      readonly cents: number;
      readonly ends: 'succeeded' | 'failed' | 'canceled';
      readonly isSlow: boolean;
    }
  | { readonly kind: 'dispute'; readonly ends: 'won' | 'lost' | undefined };

/** The life of one checkout: paid at once, late or never, and what happened after. */
export interface PaymentLife {
  readonly paid: 'at once' | 'late' | 'never';
  readonly after: readonly Happening[];
}

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    kind: fc.constant('refund' as const),
    cents: fc.integer({ min: 1, max: packCents }),
    ends: fc.constantFrom('succeeded', 'succeeded', 'succeeded', 'failed', 'canceled'),
    isSlow: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('dispute' as const), ends: fc.constantFrom('won', 'won', 'lost', undefined) }),
);

export const paymentLife: fc.Arbitrary<PaymentLife> = fc.record({
  paid: fc.constantFrom('at once', 'at once', 'late', 'never'),
  after: fc.array(happening, { maxLength: 5 }),
});

export interface LivedPayment {
  readonly events: readonly StripeEventOf[];
  /** Credits that are due of it in the end, in millionths. */
  readonly due: number;
}

/** The events of a life, in the order in which they happened, and what it comes to. */
export function livedPayment(name: string, { paid, after }: PaymentLife): LivedPayment {
  const ids = { id: `cs_${name}`, payment_intent: `pi_${name}`, customer: `cus_${name}` };
  let second = 1_795_371_000;
  const at = (type: string, object: Readonly<Record<string, unknown>>): StripeEventOf => {
    second += 1;
    return eventOf(type, object, { created: second });
  };
  if (paid === 'never')
    return { events: [at('checkout.session.expired', session({ ...ids, payment_status: 'unpaid' }))], due: 0 };
  const events: StripeEventOf[] =
    paid === 'at once'
      ? [at('checkout.session.completed', session(ids))]
      : [
          at('checkout.session.completed', session({ ...ids, payment_status: 'unpaid' })),
          at('checkout.session.async_payment_succeeded', session(ids)),
        ];
  let refunded = 0;
  let isTaken = false;
  for (const [index, each] of after.entries()) {
    if (each.kind === 'refund') {
      const amount = Math.min(each.cents, packCents - refunded);
      if (amount === 0 || isTaken) continue;
      const of = { id: `re_${name}_${index}`, payment_intent: ids.payment_intent, amount };
      if (each.isSlow || each.ends !== 'succeeded')
        events.push(at('refund.created', refund({ ...of, status: 'pending' })));
      const type = each.ends === 'failed' ? 'refund.failed' : each.isSlow ? 'refund.updated' : 'refund.created';
      events.push(at(type, refund({ ...of, status: each.ends })));
      if (each.ends === 'succeeded') refunded += amount;
    } else {
      if (isTaken || refunded === packCents) continue;
      const of = { id: `du_${name}_${index}`, payment_intent: ids.payment_intent, amount: packCents - refunded };
      events.push(at('charge.dispute.created', dispute(of)));
      events.push(at('charge.dispute.funds_withdrawn', dispute(of)));
      isTaken = true;
      if (each.ends === undefined) continue;
      events.push(at('charge.dispute.closed', dispute({ ...of, status: each.ends })));
      if (each.ends === 'won') events.push(at('charge.dispute.funds_reinstated', dispute({ ...of, status: 'won' })));
      isTaken = each.ends === 'lost';
    }
  }
  const left = packCredits * 1_000_000 - Math.floor((packCredits * 1_000_000 * refunded) / packCents);
  return { events, due: isTaken ? 0 : left };
}

/** Events as they come: any of them late, twice, or lost, and in any order; then all of them once more, as they are listed. */
export function deliveriesOf(events: readonly StripeEventOf[]): fc.Arbitrary<readonly StripeEventOf[]> {
  const some = fc.shuffledSubarray([...events, ...events], { minLength: 0, maxLength: events.length * 2 });
  const again = fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length });
  return fc.tuple(some, again).map(([first, second]) => [...first, ...second]);
}
