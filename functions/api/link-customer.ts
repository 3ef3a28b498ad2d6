import { paymentRoutes } from '../../shared/contract/routes/payments.ts';
import { linkCustomer } from '../../shared/operations/link-customer.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withPayments } from '../../shared/runtime/payments/with-payments.ts';

export const handler = httpHandler({
  route: paymentRoutes.linkCustomer,
  others: withPayments,
  run: async ({ params, body }, { atMs, ...services }) =>
    answer(await linkCustomer(services, { ...params, ...body }, atMs), 200, (linked) => linked),
});
