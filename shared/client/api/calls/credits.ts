/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { Receipt } from '../answers/receipt.ts';
import type {
  AdjustCreditsBody,
  ChargeBackPurchaseBody,
  PurchasePackBody,
  RedeemPromotionBody,
  RefundPurchaseBody,
  ReinstatePurchaseBody,
  TellSubscriptionBody,
  VoidGrantBody,
} from '../requests/credits.ts';

export interface CreditsMethods {
  /** Add a purchased pack. Grants an add-on pack of the account’s plan until the cycle ends. Keyed by payment: however often a payment is told, and to whichever account, it buys once. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, pack-unknown, payment-reused, payment-claimed, balance-limit. */
  purchasePack(
    call: { readonly accountId: string | number; readonly body: PurchasePackBody } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Tell what pays for the plan. From then on the plan’s credits go on while the subscription covers the time: until `paidUntil` and, where it may still be paid, the plan’s `graceDays` after. Then what is left of them waits, and cycles begin without any; packs and adjustments can be spent all the while. Once it covers again, what waited goes on at once and the cycle gets its credits, whole and once. An account of which nothing was told gets its credits with each cycle, whoever pays. The receipt is of the telling; what follows comes next in the ledger. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed. */
  tellSubscription(
    call: { readonly accountId: string | number; readonly body: TellSubscriptionBody } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Redeem a promotion code. Gives the account what the code promises, once per account, as long as the code’s budget of uses lasts. The entry says which of its uses that was. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, promotion-not-found, promotion-redeemed, promotion-ended, promotion-used-up, balance-limit. */
  redeemPromotion(
    call: { readonly accountId: string | number; readonly body: RedeemPromotionBody } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Give or take credits by hand. Goodwill, a trial, a promotion, a correction. Reason and actor are kept in the ledger. What is added may end past the cycle. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, expiry-out-of-range, balance-limit, insufficient-credits. */
  adjustCredits(
    call: { readonly accountId: string | number; readonly body: AdjustCreditsBody } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** End credits that were given by hand. Ends an adjustment before its time: what is left of it is forfeited, what was used stays used. What work in progress has set aside of it may still be charged; what that gives back is forfeited. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, grant-not-found, grant-not-voidable, grant-voided. */
  voidGrant(
    call: {
      readonly accountId: string | number;
      readonly grantId: string | number;
      readonly body: VoidGrantBody;
    } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Take back what is unspent of a purchase. All of it, or `credits` of it, as often as there is any. The receipt’s credits over the pack’s are the share of the price to give back. A refund told twice is one by its `refundId`; without one, a first refund of all that is unspent is one, however often it is told. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, payment-not-found, nothing-to-refund, refund-reused, refund-too-large. */
  refundPurchase(
    call: {
      readonly accountId: string | number;
      readonly paymentId: string | number;
      readonly body?: RefundPurchaseBody;
    } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Take back a purchase whose payment was charged back. Takes back the whole pack, less what was refunded. What isn’t there any more becomes a debt, which is repaid first by the credits granted next; what comes back to the pack itself, from work in progress or by a reversal, pays it at once. Once per payment; by another dispute once more, after a reinstatement. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, payment-not-found, nothing-to-refund. */
  chargeBackPurchase(
    call: {
      readonly accountId: string | number;
      readonly paymentId: string | number;
      readonly body?: ChargeBackPurchaseBody;
    } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Grant again what a chargeback took. For a dispute that was won: the payment stands again. What the chargeback took is granted anew, repays the debt that is still open first, and lives as long as the purchase did, until the cycle ends at the latest. Once per chargeback. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, payment-not-found, nothing-to-reinstate, balance-limit. */
  reinstatePurchase(
    call: {
      readonly accountId: string | number;
      readonly paymentId: string | number;
      readonly body?: ReinstatePurchaseBody;
    } & CallOptions,
  ): Promise<Answer<Receipt>>;
}

export const creditsOperations: { readonly [Name in keyof CreditsMethods]: OperationCall } = {
  purchasePack: {
    id: 'purchase-pack',
    method: 'POST',
    path: '/accounts/{accountId}/purchases',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  tellSubscription: {
    id: 'tell-subscription',
    method: 'POST',
    path: '/accounts/{accountId}/subscription',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  redeemPromotion: {
    id: 'redeem-promotion',
    method: 'POST',
    path: '/accounts/{accountId}/promotions',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  adjustCredits: {
    id: 'adjust-credits',
    method: 'POST',
    path: '/accounts/{accountId}/adjustments',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  voidGrant: {
    id: 'void-grant',
    method: 'POST',
    path: '/accounts/{accountId}/grants/{grantId}/void',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  refundPurchase: {
    id: 'refund-purchase',
    method: 'POST',
    path: '/accounts/{accountId}/purchases/{paymentId}/refund',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  chargeBackPurchase: {
    id: 'charge-back-purchase',
    method: 'POST',
    path: '/accounts/{accountId}/purchases/{paymentId}/chargeback',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  reinstatePurchase: {
    id: 'reinstate-purchase',
    method: 'POST',
    path: '/accounts/{accountId}/purchases/{paymentId}/reinstatement',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
};
