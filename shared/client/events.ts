/**
 * The events that the service publishes on EventBridge, as they arrive. A version is for ever: members are only added to it.
 * `npm run openapi` writes this file and those of its folder from the contract's events: change those, never these.
 */

import type { AccountResumed } from './events/account-resumed.ts';
import type { AccountSuspended } from './events/account-suspended.ts';
import type { BalanceFellBelowThreshold } from './events/balance-fell-below-threshold.ts';
import type { BrakeApplied } from './events/brake-applied.ts';
import type { BrakeReleased } from './events/brake-released.ts';
import type { CreditExpiryAnnounced } from './events/credit-expiry-announced.ts';
import type { CreditsExhausted } from './events/credits-exhausted.ts';
import type { CreditsExpired } from './events/credits-expired.ts';
import type { CreditsRestored } from './events/credits-restored.ts';
import type { CycleReset } from './events/cycle-reset.ts';
import type { DebitRefused } from './events/debit-refused.ts';
import type { EndpointDisabled } from './events/endpoint-disabled.ts';
import type { HoldExpired } from './events/hold-expired.ts';
import type { LedgerBreachFound } from './events/ledger-breach-found.ts';
import type { OverrunIncurred } from './events/overrun-incurred.ts';
import type { PaymentInQuestion } from './events/payment-in-question.ts';
import type { PlanChanged } from './events/plan-changed.ts';
import type { TopUpCapReached } from './events/top-up-cap-reached.ts';
import type { TopUpFailed } from './events/top-up-failed.ts';
import type { TopUpGivenUp } from './events/top-up-given-up.ts';
import type { TopUpRequested } from './events/top-up-requested.ts';
import type { UseLeftUncovered } from './events/use-left-uncovered.ts';

/** EventBridge's `source` of every event. */
export const eventSource = 'credits';

/** The detail of each event, by its `detail-type`. */
export interface EventDetails {
  DebitRefused: DebitRefused;
  BalanceFellBelowThreshold: BalanceFellBelowThreshold;
  CreditsExhausted: CreditsExhausted;
  CreditsRestored: CreditsRestored;
  CycleReset: CycleReset;
  CreditsExpired: CreditsExpired;
  CreditExpiryAnnounced: CreditExpiryAnnounced;
  HoldExpired: HoldExpired;
  PlanChanged: PlanChanged;
  TopUpRequested: TopUpRequested;
  TopUpFailed: TopUpFailed;
  TopUpGivenUp: TopUpGivenUp;
  TopUpCapReached: TopUpCapReached;
  OverrunIncurred: OverrunIncurred;
  UseLeftUncovered: UseLeftUncovered;
  AccountSuspended: AccountSuspended;
  AccountResumed: AccountResumed;
  LedgerBreachFound: LedgerBreachFound;
  PaymentInQuestion: PaymentInQuestion;
  BrakeApplied: BrakeApplied;
  BrakeReleased: BrakeReleased;
  EndpointDisabled: EndpointDisabled;
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
  'TopUpFailed',
  'TopUpGivenUp',
  'TopUpCapReached',
  'OverrunIncurred',
  'UseLeftUncovered',
  'AccountSuspended',
  'AccountResumed',
  'LedgerBreachFound',
  'PaymentInQuestion',
  'BrakeApplied',
  'BrakeReleased',
  'EndpointDisabled',
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
