/** Answers whoever wants to pay: checkouts of packs, and the payment provider's pages. It alone holds the provider's key. */

import { httpRouter } from '../../shared/runtime/http-router.ts';
import { handler as createCheckout } from '../api/create-checkout.ts';
import { handler as openPortal } from '../api/open-portal.ts';

export const handler = httpRouter([createCheckout, openPortal]);
