import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { usageRoutes } from '../../shared/contract/routes/usage.ts';
import { reverseDebit } from '../../shared/operations/reverse-debit.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: usageRoutes.reverseDebit,
  run: async ({ params, body, request }, { store, atMs }) =>
    answer(await reverseDebit(store, { ...params, ...body, ...request }, atMs), 201, receiptJson),
});
