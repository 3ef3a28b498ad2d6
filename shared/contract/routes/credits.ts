/** Credits that arrive, or are taken back. */
import * as z from 'zod/mini';
import { receipt } from '../answers/receipt.ts';
import { accountId, grantId, paymentId } from '../fields.ts';
import { adjustmentBody, voidBody } from '../requests/given-credits.ts';
import { redemptionBody } from '../requests/promotions.ts';
import { disputeBody, purchaseBody, refundBody } from '../requests/purchases.ts';
import * as requests from '../requests/requests.ts';
import { subscriptionBody } from '../requests/subscription.ts';
import { defineRoute } from './route.ts';
import { acme, changesAccount, changing, ofAccount, refusedChange } from './route-parts.ts';

const ofPayment = z.strictObject({ accountId, paymentId });
const examplePayment = { ...acme, paymentId: 'pi_3QLq8v2eZvKYlo2C' };

/** By a payment, once. */
const takingBack = {
  ...changing,
  method: 'POST',
  permission: 'money-in',
  weight: 'usual',
  reaches: changesAccount,
  audience: 'operators',
  operatorRole: 'money',
  params: ofPayment,
  body: requests.reasonBody,
  isBodyOptional: true,
  answer: { status: 201, description: 'The receipt.', schema: receipt },
  refusals: [...refusedChange, 'payment-not-found', 'nothing-to-refund'],
} as const;

export const creditRoutes = {
  purchasePack: defineRoute({
    ...changing,
    id: 'purchase-pack',
    method: 'POST',
    path: '/accounts/{accountId}/purchases',
    summary: 'Add a purchased pack',
    description:
      'Grants an add-on pack of the account’s plan until the cycle ends. Keyed by payment: however often a payment is told, and to whichever account, it buys once.',
    permission: 'money-in',
    weight: 'usual',
    reaches: [...changesAccount, 'claim-payments'],
    audience: 'operators',
    operatorRole: 'money',
    params: ofAccount,
    body: purchaseBody,
    answer: { status: 201, description: 'The receipt.', schema: receipt },
    refusals: [...refusedChange, 'pack-unknown', 'payment-reused', 'payment-claimed', 'balance-limit'],
    example: { params: acme, body: { packId: 'burst-1000', paymentId: 'pi_3QLq8v2eZvKYlo2C' } },
  }),
  tellSubscription: defineRoute({
    ...changing,
    id: 'tell-subscription',
    method: 'POST',
    path: '/accounts/{accountId}/subscription',
    summary: 'Tell what pays for the plan',
    description:
      'From then on the plan’s credits go on while the subscription covers the time: until `paidUntil` and, where it may still be paid, the plan’s `graceDays` after. Then what is left of them waits, and cycles begin without any; packs and adjustments can be spent all the while. Once it covers again, what waited goes on at once and the cycle gets its credits, whole and once. An account of which nothing was told gets its credits with each cycle, whoever pays. The receipt is of the telling; what follows comes next in the ledger.',
    permission: 'money-in',
    weight: 'usual',
    reaches: changesAccount,
    audience: 'operators',
    operatorRole: 'money',
    params: ofAccount,
    body: subscriptionBody,
    answer: { status: 201, description: 'The receipt.', schema: receipt },
    refusals: refusedChange,
    example: {
      params: acme,
      body: { subscriptionId: 'sub_1QLq8v2eZvKYlo2C', status: 'active', paidUntil: '2026-12-01T00:00:00Z' },
    },
  }),
  redeemPromotion: defineRoute({
    ...changing,
    id: 'redeem-promotion',
    method: 'POST',
    path: '/accounts/{accountId}/promotions',
    summary: 'Redeem a promotion code',
    description:
      'Gives the account what the code promises, once per account, as long as the code’s budget of uses lasts. The entry says which of its uses that was.',
    permission: 'money-in',
    weight: 'usual',
    reaches: [...changesAccount, 'claim-promotions'],
    audience: 'own-account',
    role: 'admin',
    operatorRole: 'support',
    params: ofAccount,
    body: redemptionBody,
    answer: { status: 201, description: 'The receipt.', schema: receipt },
    refusals: [
      ...refusedChange,
      'promotion-not-found',
      'promotion-redeemed',
      'promotion-ended',
      'promotion-used-up',
      'balance-limit',
    ],
    example: { params: acme, body: { code: 'WELCOME-2026' } },
  }),
  adjustCredits: defineRoute({
    ...changing,
    id: 'adjust-credits',
    method: 'POST',
    path: '/accounts/{accountId}/adjustments',
    summary: 'Give or take credits by hand',
    description:
      'Goodwill, a trial, a promotion, a correction. Reason and actor are kept in the ledger. What is added may end past the cycle.',
    permission: 'adjust',
    weight: 'usual',
    reaches: changesAccount,
    audience: 'operators',
    operatorRole: 'support',
    params: ofAccount,
    body: adjustmentBody,
    answer: { status: 201, description: 'The receipt.', schema: receipt },
    refusals: [...refusedChange, 'expiry-out-of-range', 'balance-limit', 'insufficient-credits'],
    example: { params: acme, body: { credits: 50, reason: 'goodwill after the outage', actor: 'ada@example.com' } },
  }),
  voidGrant: defineRoute({
    ...changing,
    id: 'void-grant',
    method: 'POST',
    path: '/accounts/{accountId}/grants/{grantId}/void',
    summary: 'End credits that were given by hand',
    description:
      'Ends an adjustment before its time: what is left of it is forfeited, what was used stays used. What work in progress has set aside of it may still be charged; what that gives back is forfeited.',
    permission: 'adjust',
    weight: 'usual',
    reaches: changesAccount,
    audience: 'operators',
    operatorRole: 'support',
    params: z.strictObject({ accountId, grantId }),
    body: voidBody,
    answer: { status: 201, description: 'The receipt.', schema: receipt },
    refusals: [...refusedChange, 'grant-not-found', 'grant-not-voidable', 'grant-voided'],
    example: {
      params: { ...acme, grantId: 'adjustment-6' },
      body: { reason: 'given to the wrong account', actor: 'ada@example.com' },
    },
  }),
  refundPurchase: defineRoute({
    ...takingBack,
    id: 'refund-purchase',
    path: '/accounts/{accountId}/purchases/{paymentId}/refund',
    summary: 'Take back what is unspent of a purchase',
    description:
      'All of it, or `credits` of it, as often as there is any. The receipt’s credits over the pack’s are the share of the price to give back. A refund told twice is one by its `refundId`; without one, a first refund of all that is unspent is one, however often it is told.',
    body: refundBody,
    refusals: [...takingBack.refusals, 'refund-reused', 'refund-too-large'],
    example: {
      params: examplePayment,
      body: { credits: 200, refundId: 're_3QLq8v2eZvKYlo2C0aWn', reason: 'the customer asked for it' },
    },
  }),
  chargeBackPurchase: defineRoute({
    ...takingBack,
    id: 'charge-back-purchase',
    path: '/accounts/{accountId}/purchases/{paymentId}/chargeback',
    summary: 'Take back a purchase whose payment was charged back',
    description:
      'Takes back the whole pack, less what was refunded. What isn’t there any more becomes a debt, which is repaid first by the credits granted next; what comes back to the pack itself, from work in progress or by a reversal, pays it at once. Once per payment; by another dispute once more, after a reinstatement.',
    body: disputeBody,
    example: {
      params: { ...acme, paymentId: 'pi_3QLq8v2eZvKYlo2E' },
      body: { disputeId: 'dp_1QLq8v2eZvKYlo2CaWn0fQ7h', reason: 'disputed' },
    },
  }),
  reinstatePurchase: defineRoute({
    ...takingBack,
    id: 'reinstate-purchase',
    path: '/accounts/{accountId}/purchases/{paymentId}/reinstatement',
    summary: 'Grant again what a chargeback took',
    description:
      'For a dispute that was won: the payment stands again. What the chargeback took is granted anew, repays the debt that is still open first, and lives as long as the purchase did, until the cycle ends at the latest. Once per chargeback.',
    body: disputeBody,
    refusals: [...refusedChange, 'payment-not-found', 'nothing-to-reinstate', 'balance-limit'],
    example: {
      params: { ...acme, paymentId: 'pi_3QLq8v2eZvKYlo2E' },
      body: { disputeId: 'dp_1QLq8v2eZvKYlo2CaWn0fQ7h', reason: 'the dispute was won' },
    },
  }),
} as const;
