import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { usageRoutes } from '../../shared/contract/routes/usage.ts';
import { debitCredits } from '../../shared/operations/debit-credits.ts';
import { batchAnswer, readBatchedDebit } from '../../shared/runtime/batch.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { surroundings } from '../../shared/runtime/services.ts';

export const handler = httpHandler({
  route: usageRoutes.debitBatch,
  run: ({ body, request }, { seenBy, requestId }) =>
    batchAnswer({ elements: body.debits, requestId, monotonicMs: surroundings.monotonicMs }, async (element) => {
      const read = readBatchedDebit(element, request.caller);
      if (read.kind === 'faulty') return read.answer;
      const { store, atMs } = await seenBy(read.debit.accountId);
      return answer(await debitCredits(store, read.debit, atMs), 201, receiptJson);
    }),
});
