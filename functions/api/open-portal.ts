import { paymentRoutes } from '../../shared/contract/routes/payments.ts';
import { openPortal } from '../../shared/operations/open-portal.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withPayments } from '../../shared/runtime/payments/with-payments.ts';

export const handler = httpHandler({
  route: paymentRoutes.openPortal,
  others: withPayments,
  run: async ({ params, body }, services) =>
    answer(await openPortal(services, { ...params, ...body }), 201, (url) => ({ url })),
});
