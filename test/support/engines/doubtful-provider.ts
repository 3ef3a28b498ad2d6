/**
 * A payment provider whose cards fail, that goes away before and after it did what it was asked, and whose events are lost or told
 * twice. Like Stripe it takes a payment once at most, and gives one name one payment.
 */
import type { FailedFact, PaidFact } from '../../../shared/domain/account/payment-fact.ts';
import {
  type PaymentAsked,
  type PaymentOutcome,
  type PaymentProvider,
  type PaymentTry,
  ProviderUnavailable,
} from '../../../shared/ports/payment-provider.ts';

export interface DoubtfulProvider extends PaymentProvider {
  /** Payments that were taken: money that moved. */
  readonly taken: ReadonlyMap<string, PaymentAsked>;
  /** Tells what happened since, some of it twice, some of it never; now and then all of it again. */
  told(): readonly (PaidFact | FailedFact)[];
}

interface Prepared {
  readonly paymentId: string;
  readonly asked: PaymentAsked;
}

const kept = {
  keepsCards: true,
  eventsSince: async () => ({ events: [] }),
  subscriptionsOf: async () => [],
  listSubscriptions: async () => ({ events: [] }),
};

/** Each of the odds is a part of one. */
export interface Odds {
  readonly random: () => number;
  readonly fails: number;
  readonly isAway: number;
  readonly isSlow: number;
  readonly loses: number;
}

export function doubtfulProvider({ random, fails, isAway, isSlow, loses }: Odds): DoubtfulProvider {
  const prepared = new Map<string, Prepared>();
  const taken = new Map<string, PaymentAsked>();
  const slow = new Set<string>();
  const tries = new Map<string, PaymentOutcome>();
  const all: (PaidFact | FailedFact)[] = [];
  const news: (PaidFact | FailedFact)[] = [];

  const mayBeAway = () => (random() < isAway ? Promise.reject(new ProviderUnavailable('away')) : undefined);
  const tell = (fact: PaidFact | FailedFact): void => {
    all.push(fact);
    if (random() >= loses) news.push(fact, ...(random() < 0.3 ? [fact] : []));
  };
  const move = (paymentId: string, asked: PaymentAsked): PaymentOutcome => {
    taken.set(paymentId, asked);
    const fact = paidFact(paymentId, asked);
    tell(fact);
    return { kind: 'paid', fact };
  };

  function attempt({ paymentId }: PaymentTry, asked: PaymentAsked): PaymentOutcome {
    if (taken.has(paymentId)) return { kind: 'paid', fact: paidFact(paymentId, asked) };
    if (slow.has(paymentId)) return { kind: 'on-its-way' };
    if (random() < fails) {
      const reason = random() < 0.5 ? 'declined' : 'authentication-required';
      tell({ kind: 'failed', paymentId, reason });
      return { kind: 'failed', reason };
    }
    if (random() >= isSlow) return move(paymentId, asked);
    slow.add(paymentId);
    return { kind: 'on-its-way' };
  }

  return {
    name: 'doubtful',
    taken,
    told: () => {
      for (const paymentId of slow) {
        const asked = [...prepared.values()].find((each) => each.paymentId === paymentId)?.asked;
        if (asked === undefined || random() < 0.8) continue;
        slow.delete(paymentId);
        move(paymentId, asked);
      }
      // Once in a while everything is listed again.
      return random() < 0.1 ? [...all] : news.splice(0).toReversed();
    },
    preparePayment: async (asked) => {
      await mayBeAway();
      const known = prepared.get(asked.requestId);
      const made = known ?? { paymentId: `pi_${prepared.size + 1}`, asked };
      prepared.set(asked.requestId, made);
      await mayBeAway();
      return made.paymentId;
    },
    takePayment: async (wanted) => {
      await mayBeAway();
      const found = [...prepared.values()].find(({ paymentId }) => paymentId === wanted.paymentId);
      if (found === undefined) throw new ProviderUnavailable('no such payment');
      const name = `${wanted.paymentId}/${wanted.number}/${wanted.occasion}`;
      const outcome = tries.get(name) ?? attempt(wanted, found.asked);
      tries.set(name, outcome);
      await mayBeAway();
      return outcome;
    },
    hasCustomer: async () => true,
    createCheckout: async () => Promise.reject(new ProviderUnavailable('no checkouts')),
    openPortal: async () => Promise.reject(new ProviderUnavailable('no portal')),
    feeOf: async () => undefined,
    ...kept,
  };
}

function paidFact(paymentId: string, { price, customerId }: PaymentAsked): PaidFact {
  return { kind: 'paid', paymentId, checkoutId: paymentId, customerId, total: price, price };
}
