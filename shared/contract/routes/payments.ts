/** Payments that a provider takes: where a customer pays for a pack, and where they see what they paid. */
import * as z from 'zod/mini';
import { checkout, linkedCustomer, portal } from '../answers/checkout.ts';
import { packId } from '../fields.ts';
import { checkoutBody, checkoutQuery, customerBody, portalBody } from '../requests/checkout.ts';
import { nothing } from '../requests/requests.ts';
import { bodyUsualBytes, defineRoute } from './route.ts';
import { acme, changesAccount, ofAccount, readsAccount } from './route-parts.ts';

/** Each makes something anew with the provider, and changes no account. */
const making = {
  isChange: false,
  method: 'POST',
  permission: 'checkout',
  weight: 'usual',
  audience: 'own-account',
  operatorRole: 'money',
  params: ofAccount,
  query: nothing,
  bodyMaxBytes: bodyUsualBytes,
} as const;

const ofPack = z.extend(ofAccount, { packId });

export const paymentRoutes = {
  createCheckout: defineRoute({
    ...making,
    id: 'create-checkout',
    role: 'member',
    path: '/accounts/{accountId}/checkouts',
    summary: 'Make a checkout of a pack',
    description:
      'A page of the payment provider on which the customer pays for an add-on pack of the account’s plan, or several, at the price that the plan says. They are granted once they are paid, whoever asks for it, and at what was offered when the checkout was made.',
    reaches: [...readsAccount, 'keep-checkouts'],
    body: checkoutBody,
    answer: { status: 201, description: 'Where to pay.', schema: checkout },
    refusals: [
      'account-not-found',
      'account-closed',
      'pack-unknown',
      'payments-not-connected',
      'pack-without-price',
      'balance-limit',
    ],
    example: { params: acme, body: { packId: 'burst-1000', returnUrl: 'https://app.example.com/credits' } },
  }),
  followCheckout: defineRoute({
    ...making,
    id: 'follow-checkout',
    role: 'member',
    path: '/accounts/{accountId}/packs/{packId}/checkout',
    summary: 'Follow a refusal’s link to a checkout',
    description:
      'Makes a checkout of as many packs as a refusal, a quote or the gate says would help, and answers where to pay. Each time it is followed there is a new one; what isn’t paid ends by itself.',
    reaches: [...readsAccount, 'keep-checkouts'],
    params: ofPack,
    query: checkoutQuery,
    body: undefined,
    bodyMaxBytes: 0,
    answer: { status: 201, description: 'Where to pay.', schema: checkout },
    refusals: [
      'account-not-found',
      'account-closed',
      'pack-unknown',
      'payments-not-connected',
      'pack-without-price',
      'balance-limit',
    ],
    example: { params: { ...acme, packId: 'burst-1000' } },
  }),
  openPortal: defineRoute({
    ...making,
    id: 'open-portal',
    role: 'admin',
    path: '/accounts/{accountId}/customer-portal',
    summary: 'Make a link to the provider’s page of a customer',
    description:
      'On which the customer sees what they paid, and keeps their means of payment. The link lives for minutes.',
    reaches: ['read-accounts', 'read-customers'],
    body: portalBody,
    answer: { status: 201, description: 'Where it is.', schema: portal },
    refusals: ['account-not-found', 'payments-not-connected', 'customer-unknown'],
    example: { params: acme, body: { returnUrl: 'https://app.example.com/credits' } },
  }),
  linkCustomer: defineRoute({
    ...making,
    permission: 'money-in',
    audience: 'operators',
    id: 'link-customer',
    path: '/accounts/{accountId}/customer',
    summary: 'Say which customer an account is',
    description:
      'For customers whom the payment provider knows from before: their checkouts are made for them, their page opens, and automatic top-ups are paid by what they left there. Others are linked by their first payment. A subscription that the customer has pays for the account’s plan from then on. It is for good, and may be told twice.',
    reaches: [...changesAccount, 'link-customers'],
    body: customerBody,
    answer: { status: 200, description: 'The account and its customer.', schema: linkedCustomer },
    refusals: ['account-not-found', 'payments-not-connected', 'customer-not-found', 'customer-taken'],
    example: { params: acme, body: { customerId: 'cus_RESpYbL2nE4kQf' } },
  }),
} as const;
