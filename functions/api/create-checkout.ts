import { checkoutJson } from '../../shared/contract/answers/checkout.ts';
import { paymentRoutes } from '../../shared/contract/routes/payments.ts';
import { createCheckout } from '../../shared/operations/create-checkout.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withPayments } from '../../shared/runtime/payments/with-payments.ts';

export const handler = httpHandler({
  route: paymentRoutes.createCheckout,
  others: withPayments,
  run: async ({ params, body }, { atMs, ...services }) =>
    answer(await createCheckout(services, { ...params, ...body }, atMs), 201, checkoutJson),
});
