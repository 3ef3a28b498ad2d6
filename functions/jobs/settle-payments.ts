import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { payTopUp } from '../../shared/operations/pay-top-up.ts';
import { settlePayments } from '../../shared/operations/settle-payments.ts';
import { jobHandler } from '../../shared/runtime/job-handler.ts';
import { paymentJobs } from '../../shared/runtime/jobs.ts';
import { loggedError } from '../../shared/runtime/logged-error.ts';
import { paymentsProject } from '../../shared/runtime/payments/payment-environment.ts';
import { factsOfMessage } from '../../shared/runtime/payments/stripe-message.ts';
import { topUpOfMessage } from '../../shared/runtime/payments/top-up-message.ts';
import { withPayments } from '../../shared/runtime/payments/with-payments.ts';
import { logger } from '../../shared/runtime/telemetry.ts';
import { withBus } from '../../shared/runtime/with-bus.ts';

/** Settles what the payment provider told, and pays for top-ups where it does. Answers exactly which messages the queue must deliver again. */
export const handler = jobHandler({
  job: paymentJobs.settlePayments,
  others: (project) => ({ ...withBus(project), ...withPayments(project) }),
  run: async (event: SQSEvent, { of }) => {
    const { atMs, ...services } = await of(paymentsProject());
    const counts = { Settled: 0, Foreign: 0, InQuestion: 0, NotSettled: 0, TopUpsPaid: 0, TopUpsFailed: 0 };
    const settle = async ({ body, messageId }: SQSRecord): Promise<void> => {
      try {
        const topUp = topUpOfMessage(body);
        if (topUp !== undefined) {
          const payment = await payTopUp(services, topUp, atMs);
          if (payment === 'paid') counts.TopUpsPaid += 1;
          if (payment === 'failed') counts.TopUpsFailed += 1;
          return;
        }
        const { settled, foreign, found } = await settlePayments(services, factsOfMessage(body), atMs);
        counts.Settled += settled;
        counts.Foreign += foreign;
        counts.InQuestion += found;
      } catch (cause) {
        counts.NotSettled += 1;
        logger.error('payment not settled', { messageId, error: loggedError(cause) });
        throw cause;
      }
    };
    const answer = await processPartialResponse(event, settle, new BatchProcessor(EventType.SQS), {
      throwOnFullBatchFailure: false,
    });
    return { counts, answer };
  },
});
