/** Answers whoever wants to pay, or tells who does: checkouts of packs, the payment provider's pages, its customers. It alone holds the provider's key. */

import { httpRouter } from '../../shared/runtime/http-router.ts';
import { people } from '../../shared/runtime/people.ts';
import { ofNobody } from '../../shared/runtime/trial.ts';
import { handler as createCheckout } from '../api/create-checkout.ts';
import { handler as followCheckout } from '../api/follow-checkout.ts';
import { handler as linkCustomer } from '../api/link-customer.ts';
import { handler as openPortal } from '../api/open-portal.ts';

export const handler = httpRouter([createCheckout, followCheckout, openPortal, linkCustomer], {
  people,
  probe: {
    routeKey: 'POST /accounts/{accountId}/customer-portal',
    parameters: ofNobody,
    body: '{"returnUrl":"https://nobody.invalid/"}',
  },
});
