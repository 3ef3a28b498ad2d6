import { checkoutJson } from '../../shared/contract/answers/checkout.ts';
import { paymentRoutes } from '../../shared/contract/routes/payments.ts';
import { followCheckout } from '../../shared/operations/follow-checkout.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withPayments } from '../../shared/runtime/payments/with-payments.ts';

export const handler = httpHandler({
  route: paymentRoutes.followCheckout,
  others: withPayments,
  run: async ({ params, query }, { atMs, ...services }) =>
    answer(await followCheckout(services, { ...params, ...query }, atMs), 201, checkoutJson),
});
