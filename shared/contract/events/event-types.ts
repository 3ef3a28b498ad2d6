/// <reference types="zod-openapi" />
/**
 * The events that other workloads react to, on EventBridge under `source: "credits"`. A version is for ever: members are
 * only ever added to it; anything else is another version, published beside it. A new kind of signal does not compile
 * until it has an event here.
 */
import * as z from 'zod/mini';
import { grantSources } from '../../domain/account/grant.ts';
import { disabledReasons } from '../../domain/endpoint.ts';
import type { SignalKind } from '../../domain/projections/signal.ts';
import { count, credits, instant, seq, text, whole } from '../answers/answer-parts.ts';

export interface EventType {
  /** EventBridge's `detail-type`. */
  readonly name: string;
  readonly version: number;
  /** When it is published, and what to do. */
  readonly meaning: string;
  readonly data: z.ZodMiniObject;
  /** True when left out; false of what is about no account. */
  readonly isOfAccount?: boolean;
}

const available = credits;
const expiry = { grantId: text, source: z.enum(grantSources), credits, expiresAt: instant };
const topUp = { packId: text, requestId: text, requestedAt: instant, asked: count, reason: z.optional(text) };

export const eventTypes = {
  'debit-refused': {
    name: 'DebitRefused',
    version: 1,
    meaning:
      'A use was refused for lack of credits. Once per idempotency key, and again if it is refused anew after 24 hours; `renewsAt` is the next renewal. Not for an operator’s correction.',
    data: z.strictObject({ idempotencyKey: text, available, required: credits, shortfall: credits, renewsAt: instant }),
  },
  'balance-low': {
    name: 'BalanceFellBelowThreshold',
    version: 1,
    meaning:
      'The available credits went below a threshold of the plan. Again only after they came back above it, or in a new cycle.',
    data: z.strictObject({ threshold: credits, available }),
  },
  exhausted: {
    name: 'CreditsExhausted',
    version: 1,
    meaning: 'Nothing is available any more: AI requests are paused and automation is restricted until credits come.',
    data: z.strictObject({ available }),
  },
  restored: {
    name: 'CreditsRestored',
    version: 1,
    meaning: 'An exhausted account has credits again: what was paused may go on.',
    data: z.strictObject({ available }),
  },
  'cycle-reset': {
    name: 'CycleReset',
    version: 1,
    meaning: 'A new billing cycle began with the credits of its plan.',
    data: z.strictObject({ cycle: whole, start: instant, end: instant, planId: text, granted: credits, available }),
  },
  'credits-expired': {
    name: 'CreditsExpired',
    version: 1,
    meaning: 'A grant ended with credits unused. They are gone.',
    data: z.strictObject(expiry),
  },
  'credits-expiring-soon': {
    name: 'CreditExpiryAnnounced',
    version: 1,
    meaning: 'An add-on that still has credits is about to end.',
    data: z.strictObject(expiry),
  },
  'hold-expired': {
    name: 'HoldExpired',
    version: 1,
    meaning: 'A hold was neither captured nor released in its time. Its credits are returned.',
    data: z.strictObject({ holdId: text, credits }),
  },
  'plan-changed': {
    name: 'PlanChanged',
    version: 1,
    meaning:
      'Another plan rules from now on, or another number of seats. A change that waits for the next cycle is told of when it takes effect. `seats` are those from then on; left out of one.',
    data: z.strictObject({ from: text, to: text, seats: z.optional(count) }),
  },
  'top-up-wanted': {
    name: 'TopUpRequested',
    version: 1,
    meaning:
      'An automatic top-up is due: take the payment and purchase the pack, both under `requestId` as their idempotency key, which is the same each time the request is told: then nothing is bought twice. It is asked for again, with an id of its own and `asked` one higher, 1, 3, 7 and 15 hours after it was made, until its pack is purchased.',
    data: z.strictObject({ packId: text, available, count, requestId: text, asked: count }),
  },
  'top-up-failed': {
    name: 'TopUpFailed',
    version: 1,
    meaning:
      'The payment of an automatic top-up was told to have failed, once for a request. It is asked for again until it is given up.',
    data: z.strictObject(topUp),
  },
  'top-up-given-up': {
    name: 'TopUpGivenUp',
    version: 1,
    meaning:
      'An automatic top-up was not purchased within a day, and is not asked for any more. The next is asked for once the pack is purchased, the cycle is renewed, or the automatic top-up is set again.',
    data: z.strictObject(topUp),
  },
  'top-up-capped': {
    name: 'TopUpCapReached',
    version: 1,
    meaning:
      'Another top-up would be due, and this cycle’s maximum has been requested. Nothing more is until the next.',
    data: z.strictObject({ packId: text, maxPerCycle: count }),
  },
  overrun: {
    name: 'OverrunIncurred',
    version: 1,
    meaning: 'Work in progress or standing usage took more than was available.',
    data: z.strictObject({ credits, overrun: credits }),
  },
  'use-uncovered': {
    name: 'UseLeftUncovered',
    version: 1,
    meaning:
      'Work in progress used more than its hold, the balance and the plan’s cap on overrun covered. The rest, `credits`, is not charged.',
    data: z.strictObject({ holdId: text, credits }),
  },
  suspended: {
    name: 'AccountSuspended',
    version: 1,
    meaning:
      'The plan isn’t paid for any more: what is left of its credits, `waiting`, can’t be spent until it is. Packs and adjustments can.',
    data: z.strictObject({ waiting: credits, since: instant }),
  },
  resumed: {
    name: 'AccountResumed',
    version: 1,
    meaning: 'The plan is paid for again: what waited can be spent.',
    data: z.strictObject({ available }),
  },
  'ledger-breach': {
    name: 'LedgerBreachFound',
    version: 1,
    meaning: 'An account’s books contradict its ledger. It is quarantined: no change until people have looked.',
    data: z.strictObject({ findings: z.array(text) }),
  },
  'payment-in-question': {
    name: 'PaymentInQuestion',
    version: 1,
    meaning:
      'A payment needs somebody to look at it, once per finding: `wrong-price` and `wrong-customer` are not what its checkout was made for, `purchase-refused` was paid and can’t be granted; `refund-beyond-unspent` gave back more than was unspent of the pack, `refund-failed` was taken back and isn’t paid out, `disputed-in-part` took back the whole pack.',
    data: z.strictObject({ paymentId: text, checkoutId: text, packId: text, finding: text }),
  },
  'brake-applied': {
    name: 'BrakeApplied',
    version: 1,
    meaning:
      'A value of the dimension that the account’s brake watches used far more than it usually does. The spending limit `limitId` stops it until `until`. Take that limit away to let it go on at once: it isn’t stopped again for a day.',
    data: z.strictObject({ limitId: text, dimension: text, value: text, until: instant }),
  },
  'brake-released': {
    name: 'BrakeReleased',
    version: 1,
    meaning:
      'Somebody took away, or set anew, a limit by which the brake had stopped a value. What ends by itself isn’t told.',
    data: z.strictObject({ limitId: text }),
  },
  'endpoint-disabled': {
    name: 'EndpointDisabled',
    version: 1,
    isOfAccount: false,
    meaning:
      'Nothing is delivered to an endpoint any more, once per disabling: `failing` took nothing for five days, `gone` answered 410, `by-hand` was an operator. Enable it and send again what it missed, from `failingSince` on, which is left out where its last delivery had succeeded. It is of no account: endpoints that ask for some accounts alone aren’t told.',
    data: z.strictObject({
      endpointId: text,
      name: text,
      reason: z.enum(disabledReasons),
      failingSince: z.optional(instant),
    }),
  },
} as const satisfies Record<SignalKind, EventType>;

/** The detail of an event: what every one of them says, and its own data. */
export function detailSchema({ version, data, isOfAccount = true }: EventType): z.ZodMiniObject {
  const id = text.check(z.meta({ description: 'The same in every duplicate: drop what you have seen.' }));
  const project = text.check(z.meta({ description: 'The project of the account, left out of the default one’s.' }));
  return z.strictObject({
    metadata: z.strictObject({
      id,
      version: z.literal(version),
      at: instant,
      project: z.optional(project),
      ...(isOfAccount ? { accountId: text, seq: z.optional(seq) } : {}),
    }),
    data,
  });
}
