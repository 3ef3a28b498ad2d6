/**
 * The events that the service publishes on EventBridge, as they arrive. A version is for ever: members are only added to it.
 * `npm run openapi` writes this file from the contract's events: change those, never this.
 */

/** EventBridge's `source` of every event. */
export const eventSource = 'credits';

/** The detail of each event, by its `detail-type`. */
export interface EventDetails {
  /** A use was refused for lack of credits. Once per idempotency key, and again if it is refused anew after 24 hours; `renewsAt` is the next renewal. Not for an operator’s correction. */
  DebitRefused: {
    readonly metadata: {
      /** The same in every duplicate: drop what you have seen. */
      readonly id: string;
      readonly version: 1;
      /** ISO 8601 in UTC with milliseconds. */
      readonly at: string;
      readonly accountId: string;
      /** Number of the entry in its ledger, from 1 without gaps. */
      readonly seq?: number;
    };
    readonly data: {
      readonly idempotencyKey: string;
      /** Credits, exact to 6 decimals. */
      readonly available: number;
      /** Credits, exact to 6 decimals. */
      readonly required: number;
      /** Credits, exact to 6 decimals. */
      readonly shortfall: number;
      /** ISO 8601 in UTC with milliseconds. */
      readonly renewsAt: string;
    };
  };
  /** The available credits went below a threshold of the plan. Again only after they came back above it, or in a new cycle. */
  BalanceFellBelowThreshold: {
    readonly metadata: {
      /** The same in every duplicate: drop what you have seen. */
      readonly id: string;
      readonly version: 1;
      /** ISO 8601 in UTC with milliseconds. */
      readonly at: string;
      readonly accountId: string;
      /** Number of the entry in its ledger, from 1 without gaps. */
      readonly seq?: number;
    };
    readonly data: {
      /** Credits, exact to 6 decimals. */
      readonly threshold: number;
      /** Credits, exact to 6 decimals. */
      readonly available: number;
    };
  };
  /** Nothing is available any more: AI requests are paused and automation is restricted until credits come. */
  CreditsExhausted: {
    readonly metadata: {
      /** The same in every duplicate: drop what you have seen. */
      readonly id: string;
      readonly version: 1;
      /** ISO 8601 in UTC with milliseconds. */
      readonly at: string;
      readonly accountId: string;
      /** Number of the entry in its ledger, from 1 without gaps. */
      readonly seq?: number;
    };
    readonly data: {
      /** Credits, exact to 6 decimals. */
      readonly available: number;
    };
  };
  /** An exhausted account has credits again: what was paused may go on. */
  CreditsRestored: {
    readonly metadata: {
      /** The same in every duplicate: drop what you have seen. */
      readonly id: string;
      readonly version: 1;
      /** ISO 8601 in UTC with milliseconds. */
      readonly at: string;
      readonly accountId: string;
      /** Number of the entry in its ledger, from 1 without gaps. */
      readonly seq?: number;
    };
    readonly data: {
      /** Credits, exact to 6 decimals. */
      readonly available: number;
    };
  };
  /** A new billing cycle began with the credits of its plan. */
  CycleReset: {
    readonly metadata: {
      /** The same in every duplicate: drop what you have seen. */
      readonly id: string;
      readonly version: 1;
      /** ISO 8601 in UTC with milliseconds. */
      readonly at: string;
      readonly accountId: string;
      /** Number of the entry in its ledger, from 1 without gaps. */
      readonly seq?: number;
    };
    readonly data: {
      readonly cycle: number;
      /** ISO 8601 in UTC with milliseconds. */
      readonly start: string;
      /** ISO 8601 in UTC with milliseconds. */
      readonly end: string;
      readonly planId: string;
      /** Credits, exact to 6 decimals. */
      readonly granted: number;
      /** Credits, exact to 6 decimals. */
      readonly available: number;
    };
  };
  /** A grant ended with credits unused. They are gone. */
  CreditsExpired: {
    readonly metadata: {
      /** The same in every duplicate: drop what you have seen. */
      readonly id: string;
      readonly version: 1;
      /** ISO 8601 in UTC with milliseconds. */
      readonly at: string;
      readonly accountId: string;
      /** Number of the entry in its ledger, from 1 without gaps. */
      readonly seq?: number;
    };
    readonly data: {
      readonly grantId: string;
      readonly source: 'plan' | 'adjustment' | 'add-on';
      /** Credits, exact to 6 decimals. */
      readonly credits: number;
      /** ISO 8601 in UTC with milliseconds. */
      readonly expiresAt: string;
    };
  };
  /** An add-on that still has credits is about to end. */
  CreditExpiryAnnounced: {
    readonly metadata: {
      /** The same in every duplicate: drop what you have seen. */
      readonly id: string;
      readonly version: 1;
      /** ISO 8601 in UTC with milliseconds. */
      readonly at: string;
      readonly accountId: string;
      /** Number of the entry in its ledger, from 1 without gaps. */
      readonly seq?: number;
    };
    readonly data: {
      readonly grantId: string;
      readonly source: 'plan' | 'adjustment' | 'add-on';
      /** Credits, exact to 6 decimals. */
      readonly credits: number;
      /** ISO 8601 in UTC with milliseconds. */
      readonly expiresAt: string;
    };
  };
  /** A hold was neither captured nor released in its time. Its credits are returned. */
  HoldExpired: {
    readonly metadata: {
      /** The same in every duplicate: drop what you have seen. */
      readonly id: string;
      readonly version: 1;
      /** ISO 8601 in UTC with milliseconds. */
      readonly at: string;
      readonly accountId: string;
      /** Number of the entry in its ledger, from 1 without gaps. */
      readonly seq?: number;
    };
    readonly data: {
      readonly holdId: string;
      /** Credits, exact to 6 decimals. */
      readonly credits: number;
    };
  };
  /** Another plan rules from now on. A change that waits for the next cycle is told of when it takes effect. */
  PlanChanged: {
    readonly metadata: {
      /** The same in every duplicate: drop what you have seen. */
      readonly id: string;
      readonly version: 1;
      /** ISO 8601 in UTC with milliseconds. */
      readonly at: string;
      readonly accountId: string;
      /** Number of the entry in its ledger, from 1 without gaps. */
      readonly seq?: number;
    };
    readonly data: {
      readonly from: string;
      readonly to: string;
    };
  };
  /** An automatic top-up is due: take the payment and purchase the pack. `top-up-<seq>` is a payment id under which a second delivery buys nothing. */
  TopUpRequested: {
    readonly metadata: {
      /** The same in every duplicate: drop what you have seen. */
      readonly id: string;
      readonly version: 1;
      /** ISO 8601 in UTC with milliseconds. */
      readonly at: string;
      readonly accountId: string;
      /** Number of the entry in its ledger, from 1 without gaps. */
      readonly seq?: number;
    };
    readonly data: {
      readonly packId: string;
      /** Credits, exact to 6 decimals. */
      readonly available: number;
      readonly count: number;
    };
  };
  /** Another top-up would be due, and this cycle’s maximum has been requested. Nothing more is until the next. */
  TopUpCapReached: {
    readonly metadata: {
      /** The same in every duplicate: drop what you have seen. */
      readonly id: string;
      readonly version: 1;
      /** ISO 8601 in UTC with milliseconds. */
      readonly at: string;
      readonly accountId: string;
      /** Number of the entry in its ledger, from 1 without gaps. */
      readonly seq?: number;
    };
    readonly data: {
      readonly packId: string;
      readonly maxPerCycle: number;
    };
  };
  /** Work in progress or standing usage took more than was available. */
  OverrunIncurred: {
    readonly metadata: {
      /** The same in every duplicate: drop what you have seen. */
      readonly id: string;
      readonly version: 1;
      /** ISO 8601 in UTC with milliseconds. */
      readonly at: string;
      readonly accountId: string;
      /** Number of the entry in its ledger, from 1 without gaps. */
      readonly seq?: number;
    };
    readonly data: {
      /** Credits, exact to 6 decimals. */
      readonly credits: number;
      /** Credits, exact to 6 decimals. */
      readonly overrun: number;
    };
  };
  /** Work in progress used more than its hold, the balance and the plan’s cap on overrun covered. The rest, `credits`, is not charged. */
  UseLeftUncovered: {
    readonly metadata: {
      /** The same in every duplicate: drop what you have seen. */
      readonly id: string;
      readonly version: 1;
      /** ISO 8601 in UTC with milliseconds. */
      readonly at: string;
      readonly accountId: string;
      /** Number of the entry in its ledger, from 1 without gaps. */
      readonly seq?: number;
    };
    readonly data: {
      readonly holdId: string;
      /** Credits, exact to 6 decimals. */
      readonly credits: number;
    };
  };
  /** An account’s books contradict its ledger. It is quarantined: no change until people have looked. */
  LedgerBreachFound: {
    readonly metadata: {
      /** The same in every duplicate: drop what you have seen. */
      readonly id: string;
      readonly version: 1;
      /** ISO 8601 in UTC with milliseconds. */
      readonly at: string;
      readonly accountId: string;
      /** Number of the entry in its ledger, from 1 without gaps. */
      readonly seq?: number;
    };
    readonly data: {
      readonly findings: readonly string[];
    };
  };
}

export type EventName = keyof EventDetails;

export const eventNames = [
  'DebitRefused',
  'BalanceFellBelowThreshold',
  'CreditsExhausted',
  'CreditsRestored',
  'CycleReset',
  'CreditsExpired',
  'CreditExpiryAnnounced',
  'HoldExpired',
  'PlanChanged',
  'TopUpRequested',
  'TopUpCapReached',
  'OverrunIncurred',
  'UseLeftUncovered',
  'LedgerBreachFound',
] as const satisfies readonly EventName[];

/** An event as EventBridge hands it to its targets. */
export type CreditsEvent<Name extends EventName = EventName> = {
  readonly [Each in Name]: {
    readonly source: typeof eventSource;
    readonly 'detail-type': Each;
    readonly time: string;
    readonly detail: EventDetails[Each];
  };
}[Name];

/** True for an event of this name, or of any. A name that a newer service may have added isn't one of them. */
export function isCreditsEvent<Name extends EventName = EventName>(
  event: { readonly source?: unknown; readonly 'detail-type'?: unknown },
  name?: Name,
): event is CreditsEvent<Name> {
  const type = event['detail-type'];
  return (
    event.source === eventSource && (name === undefined ? eventNames.some((each) => each === type) : type === name)
  );
}
