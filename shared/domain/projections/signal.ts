import type { GrantSource } from '../account/grant.ts';
import type { Microcredits } from '../amount.ts';
import type { DisabledReason } from '../endpoint.ts';

export const signalKinds = [
  'debit-refused',
  'balance-low',
  'exhausted',
  'restored',
  'cycle-reset',
  'credits-expired',
  'credits-expiring-soon',
  'hold-expired',
  'plan-changed',
  'top-up-wanted',
  'top-up-capped',
  'top-up-failed',
  'top-up-given-up',
  'overrun',
  'use-uncovered',
  'suspended',
  'resumed',
  'ledger-breach',
  'payment-in-question',
  'brake-applied',
  'brake-released',
  'endpoint-disabled',
] as const;
export type SignalKind = (typeof signalKinds)[number];

/** The members of a signal besides its kind, whose account it is and when. */
export type SignalNews =
  | {
      readonly kind: 'debit-refused';
      readonly idempotencyKey: string;
      readonly available: Microcredits;
      readonly required: Microcredits;
      readonly renewsAtMs: number;
    }
  | { readonly kind: 'balance-low'; readonly threshold: Microcredits; readonly available: Microcredits }
  | { readonly kind: 'exhausted' }
  | { readonly kind: 'restored'; readonly available: Microcredits }
  | {
      readonly kind: 'cycle-reset';
      readonly cycle: number;
      readonly startMs: number;
      readonly endMs: number;
      readonly planId: string;
      readonly granted: Microcredits;
      readonly available: Microcredits;
    }
  | {
      readonly kind: 'credits-expired' | 'credits-expiring-soon';
      readonly grantId: string;
      readonly source: GrantSource;
      readonly credits: Microcredits;
      readonly expiresAtMs: number;
    }
  | { readonly kind: 'hold-expired'; readonly holdId: string; readonly credits: Microcredits }
  | { readonly kind: 'plan-changed'; readonly from: string; readonly to: string; readonly seats?: number }
  | {
      readonly kind: 'top-up-wanted';
      readonly packId: string;
      readonly available: Microcredits;
      readonly count: number;
      /** How often it was asked for with this, and since when: from the second time on. */
      readonly again?: { readonly asked: number; readonly sinceMs: number };
    }
  | {
      readonly kind: 'top-up-failed' | 'top-up-given-up';
      readonly packId: string;
      readonly sinceMs: number;
      readonly asked: number;
      /** As the payment’s failure was told. */
      readonly reason?: string;
    }
  | { readonly kind: 'top-up-capped'; readonly packId: string; readonly maxPerCycle: number }
  | { readonly kind: 'use-uncovered'; readonly holdId: string; readonly credits: Microcredits }
  | { readonly kind: 'overrun'; readonly credits: Microcredits; readonly overrun: Microcredits }
  | { readonly kind: 'suspended'; readonly waiting: Microcredits; readonly sinceMs: number }
  | { readonly kind: 'resumed'; readonly available: Microcredits }
  | {
      readonly kind: 'brake-applied';
      readonly limitId: string;
      readonly dimension: string;
      readonly value: string;
      readonly endsAtMs: number;
    }
  | { readonly kind: 'brake-released'; readonly limitId: string }
  | { readonly kind: 'ledger-breach'; readonly findings: readonly string[] }
  | {
      readonly kind: 'payment-in-question';
      readonly paymentId: string;
      readonly checkoutId: string;
      readonly packId: string;
      readonly finding: string;
    };

/** News of the deployment itself, of no account. */
export interface DeploymentNews {
  readonly kind: 'endpoint-disabled';
  readonly endpointId: string;
  readonly name: string;
  readonly reason: DisabledReason;
  /** Since when nothing was delivered; left out where the last try had succeeded. */
  readonly failingSinceMs?: number;
}

export type Signal = (
  | (SignalNews & { readonly accountId: string })
  | (DeploymentNews & { readonly accountId?: undefined })
) & {
  /** The same for every publication of the same happening. */
  readonly id: string;
  readonly atMs: number;
  /** The entry that it follows from. */
  readonly seq?: number;
};
