/** Written by `npm run openapi`: change the routes, never this. */
import type { Restore } from './restore.ts';

/** RFC 9457, with what the caller needs to act. */
export interface Problem {
  /** Stable; GET it for the meaning. */
  readonly type: string;
  readonly code:
    | 'invalid-request'
    | 'idempotency-key-invalid'
    | 'not-authorized'
    | 'route-not-found'
    | 'method-not-allowed'
    | 'request-too-large'
    | 'internal-error'
    | 'account-quarantined'
    | 'unavailable'
    | 'account-not-found'
    | 'plan-not-found'
    | 'rate-card-not-found'
    | 'idempotency-key-reused'
    | 'entry-withdrawn'
    | 'entry-lost'
    | 'account-exists'
    | 'version-exists'
    | 'account-closed'
    | 'account-not-closed'
    | 'usage-in-future'
    | 'usage-too-old'
    | 'plan-unknown'
    | 'plan-not-by-seat'
    | 'plan-change-not-now'
    | 'pack-unknown'
    | 'sku-unknown'
    | 'sku-not-standing'
    | 'standing-usage-not-found'
    | 'standing-usage-limit'
    | 'payment-not-found'
    | 'nothing-to-refund'
    | 'nothing-to-reinstate'
    | 'refund-reused'
    | 'refund-too-large'
    | 'cycle-not-found'
    | 'history-pending'
    | 'entry-not-found'
    | 'entry-not-reversible'
    | 'entry-reversed'
    | 'reversal-too-large'
    | 'usage-not-charged'
    | 'payment-reused'
    | 'payment-claimed'
    | 'payments-not-connected'
    | 'pack-without-price'
    | 'customer-unknown'
    | 'customer-not-found'
    | 'customer-taken'
    | 'top-up-not-found'
    | 'watched-accounts-limit'
    | 'api-key-not-found'
    | 'api-key-ended'
    | 'endpoint-not-found'
    | 'endpoint-disabled'
    | 'too-many-endpoints'
    | 'clock-not-movable'
    | 'promotion-not-found'
    | 'promotion-exists'
    | 'promotion-redeemed'
    | 'promotion-ended'
    | 'promotion-used-up'
    | 'grant-not-found'
    | 'grant-not-voidable'
    | 'grant-voided'
    | 'account-not-quarantined'
    | 'repair-outdated'
    | 'not-repairable'
    | 'expiry-out-of-range'
    | 'balance-limit'
    | 'hold-not-found'
    | 'hold-settled'
    | 'hold-expired'
    | 'hold-category'
    | 'holds-open'
    | 'too-many-holds'
    | 'limit-not-found'
    | 'too-many-limits'
    | 'too-many-limit-values'
    | 'limit-reached'
    | 'insufficient-credits'
    | 'hold-limit'
    | 'limit-limit';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Whether the very same request may succeed later. */
  readonly retryable: boolean;
  readonly errors?: readonly {
    readonly field: string;
    readonly message: string;
  }[];
  /** What `available` is available for, where others have more or less. */
  readonly category?: 'ai' | 'infrastructure' | 'platform';
  /** Credits, exact to 6 decimals. */
  readonly available?: number;
  /** Credits, exact to 6 decimals. */
  readonly held?: number;
  /** Credits, exact to 6 decimals. */
  readonly required?: number;
  /** Credits, exact to 6 decimals. */
  readonly shortfall?: number;
  readonly restore?: Restore;
  /** ISO 8601 in UTC with milliseconds. */
  readonly renewsAt?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly earliest?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly latest?: string;
  readonly state?: 'open' | 'captured' | 'released' | 'expired';
  readonly limitId?: string;
  readonly sku?: string;
  readonly planId?: string;
  readonly packId?: string;
  /** Number of the entry in its ledger, from 1 without gaps. */
  readonly reversedBy?: number;
  /** Number of the entry in its ledger, from 1 without gaps. */
  readonly voidedBy?: number;
  /** Number of the entry in its ledger, from 1 without gaps. */
  readonly withdrawnBy?: number;
  /** Number of the entry in its ledger, from 1 without gaps. */
  readonly givenUpBy?: number;
  /** Number of the entry in its ledger, from 1 without gaps. */
  readonly redeemedBy?: number;
  /** Number of the entry in its ledger, from 1 without gaps. */
  readonly boughtBy?: number;
  /** Credits, exact to 6 decimals. */
  readonly reversible?: number;
  /** Number of the entry in its ledger, from 1 without gaps. */
  readonly refundedBy?: number;
  /** Credits, exact to 6 decimals. */
  readonly refundable?: number;
  readonly requestId?: string;
  readonly [name: string]: unknown;
}
