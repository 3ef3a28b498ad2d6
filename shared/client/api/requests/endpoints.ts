/** Written by `npm run openapi`: change the routes, never this. */

export interface CreateEndpointBody {
  /** For people to tell endpoints by. */
  readonly name: string;
  /** `event` when left out: our own body. `cloudevent`: CloudEvents 1.0, structured. `slack`: for an incoming webhook of Slack. `email`: a message to the deployment’s topic for e-mail. */
  readonly form?: 'event' | 'cloudevent' | 'slack' | 'email';
  /** Where to: `https`, port 443 or 8443, a name that is known outside and leads to public addresses. Left out of the form `email`, and, of a change, where it stays as it is. */
  readonly url?: string;
  /** The types that are delivered. Left out: all of them, those of later versions too, but EntryRecorded, which is told of every entry of the ledger and is delivered where it is named. */
  readonly eventTypes?: readonly (
    | 'DebitRefused'
    | 'BalanceFellBelowThreshold'
    | 'CreditsExhausted'
    | 'CreditsRestored'
    | 'CycleReset'
    | 'CreditsExpired'
    | 'CreditExpiryAnnounced'
    | 'HoldExpired'
    | 'PlanChanged'
    | 'TopUpRequested'
    | 'TopUpFailed'
    | 'TopUpGivenUp'
    | 'TopUpCapReached'
    | 'OverrunIncurred'
    | 'UseLeftUncovered'
    | 'AccountSuspended'
    | 'AccountResumed'
    | 'LedgerBreachFound'
    | 'PaymentInQuestion'
    | 'BrakeApplied'
    | 'BrakeReleased'
    | 'EndpointDisabled'
    | 'EntryRecorded'
  )[];
  /** The accounts whose news is delivered, besides those of `accountPrefix`. All of them where neither is given. */
  readonly accountIds?: readonly string[];
  /** It reaches the accounts whose ids begin with it, those that are opened later as well. End it with what parts ids: `acme` begins `acme2`, too. */
  readonly accountPrefix?: string;
}

export interface ChangeEndpointBody {
  /** For people to tell endpoints by. */
  readonly name: string;
  /** `event` when left out: our own body. `cloudevent`: CloudEvents 1.0, structured. `slack`: for an incoming webhook of Slack. `email`: a message to the deployment’s topic for e-mail. */
  readonly form?: 'event' | 'cloudevent' | 'slack' | 'email';
  /** Where to: `https`, port 443 or 8443, a name that is known outside and leads to public addresses. Left out of the form `email`, and, of a change, where it stays as it is. */
  readonly url?: string;
  /** The types that are delivered. Left out: all of them, those of later versions too, but EntryRecorded, which is told of every entry of the ledger and is delivered where it is named. */
  readonly eventTypes?: readonly (
    | 'DebitRefused'
    | 'BalanceFellBelowThreshold'
    | 'CreditsExhausted'
    | 'CreditsRestored'
    | 'CycleReset'
    | 'CreditsExpired'
    | 'CreditExpiryAnnounced'
    | 'HoldExpired'
    | 'PlanChanged'
    | 'TopUpRequested'
    | 'TopUpFailed'
    | 'TopUpGivenUp'
    | 'TopUpCapReached'
    | 'OverrunIncurred'
    | 'UseLeftUncovered'
    | 'AccountSuspended'
    | 'AccountResumed'
    | 'LedgerBreachFound'
    | 'PaymentInQuestion'
    | 'BrakeApplied'
    | 'BrakeReleased'
    | 'EndpointDisabled'
    | 'EntryRecorded'
  )[];
  /** The accounts whose news is delivered, besides those of `accountPrefix`. All of them where neither is given. */
  readonly accountIds?: readonly string[];
  /** It reaches the accounts whose ids begin with it, those that are opened later as well. End it with what parts ids: `acme` begins `acme2`, too. */
  readonly accountPrefix?: string;
  /** True when left out: what was disabled, by whatever, is enabled again. */
  readonly isEnabled?: boolean;
}

export interface RotateEndpointSecretBody {
  /** For so long the secrets before sign beside the new one: a day when left out, a week at the most. 0 ends them now, as after a leak. */
  readonly overlapSeconds?: number;
}

export interface ListDeliveriesQuery {
  /** Lines a page, 1 to 100; 100 when left out. */
  readonly limit?: string;
  /** `nextCursor` of the page before, with the same filters. */
  readonly cursor?: string;
  /** Those in this state alone. A page may then have fewer than `limit`, and go on. */
  readonly state?: 'waiting' | 'delivered' | 'failed' | 'skipped';
  /** Of what happened from then on. */
  readonly from?: string;
  /** Of what happened before then. */
  readonly to?: string;
}

export interface ResendDeliveriesBody {
  /** These, in whatever state they are. Not together with a span of time. */
  readonly deliveryIds?: readonly string[];
  /** Those of what happened from then on, together with `to`. */
  readonly from?: string;
  /** Those of what happened before then. */
  readonly to?: string;
  /** Of the span, what was delivered or waits, too. What failed or was skipped when left out. */
  readonly all?: boolean;
  /** Goes on where the request before ended. */
  readonly cursor?: string;
}
