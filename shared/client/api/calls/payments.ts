/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { Checkout } from '../answers/checkout.ts';
import type { CustomerPortal } from '../answers/customer-portal.ts';
import type { LinkedCustomer } from '../answers/linked-customer.ts';
import type {
  CreateCheckoutBody,
  FollowCheckoutQuery,
  LinkCustomerBody,
  OpenPortalBody,
} from '../requests/payments.ts';

export interface PaymentsMethods {
  /** Make a checkout of a pack. A page of the payment provider on which the customer pays for an add-on pack of the account’s plan, or several, at the price that the plan says. They are granted once they are paid, whoever asks for it, and at what was offered when the checkout was made. Refusals: account-not-found, account-closed, pack-unknown, payments-not-connected, pack-without-price, balance-limit. */
  createCheckout(
    call: { readonly accountId: string | number; readonly body: CreateCheckoutBody } & CallOptions,
  ): Promise<Answer<Checkout>>;

  /** Follow a refusal’s link to a checkout. Makes a checkout of as many packs as a refusal, a quote or the gate says would help, and answers where to pay. Each time it is followed there is a new one; what isn’t paid ends by itself. Refusals: account-not-found, account-closed, pack-unknown, payments-not-connected, pack-without-price, balance-limit. */
  followCheckout(
    call: {
      readonly accountId: string | number;
      readonly packId: string | number;
      readonly query?: FollowCheckoutQuery;
    } & CallOptions,
  ): Promise<Answer<Checkout>>;

  /** Make a link to the provider’s page of a customer. On which the customer sees what they paid, and keeps their means of payment. The link lives for minutes. Refusals: account-not-found, payments-not-connected, customer-unknown. */
  openPortal(
    call: { readonly accountId: string | number; readonly body: OpenPortalBody } & CallOptions,
  ): Promise<Answer<CustomerPortal>>;

  /** Say which customer an account is. For customers whom the payment provider knows from before: their checkouts are made for them, their page opens, and automatic top-ups are paid by what they left there. Others are linked by their first payment. A subscription that the customer has pays for the account’s plan from then on. It is for good, and may be told twice. Refusals: account-not-found, payments-not-connected, customer-not-found, customer-taken. */
  linkCustomer(
    call: { readonly accountId: string | number; readonly body: LinkCustomerBody } & CallOptions,
  ): Promise<Answer<LinkedCustomer>>;
}

export const paymentsOperations: { readonly [Name in keyof PaymentsMethods]: OperationCall } = {
  createCheckout: {
    id: 'create-checkout',
    method: 'POST',
    path: '/accounts/{accountId}/checkouts',
    isChange: false,
    status: 201,
    shape: {
      checkoutId: 's',
      url: 's',
      expiresAt: 's',
      packId: 's',
      credits: 'n',
      price: { amount: 'n', currency: 's' },
    },
  },
  followCheckout: {
    id: 'follow-checkout',
    method: 'POST',
    path: '/accounts/{accountId}/packs/{packId}/checkout',
    isChange: false,
    status: 201,
    shape: {
      checkoutId: 's',
      url: 's',
      expiresAt: 's',
      packId: 's',
      credits: 'n',
      price: { amount: 'n', currency: 's' },
    },
  },
  openPortal: {
    id: 'open-portal',
    method: 'POST',
    path: '/accounts/{accountId}/customer-portal',
    isChange: false,
    status: 201,
    shape: { url: 's' },
  },
  linkCustomer: {
    id: 'link-customer',
    method: 'POST',
    path: '/accounts/{accountId}/customer',
    isChange: false,
    status: 200,
    shape: { accountId: 's', customerId: 's' },
  },
};
