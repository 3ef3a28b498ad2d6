import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { deliverNews } from '../../shared/operations/deliver-news.ts';
import { jobHandler } from '../../shared/runtime/job-handler.ts';
import { newsJobs } from '../../shared/runtime/jobs.ts';
import { loggedError } from '../../shared/runtime/logged-error.ts';
import { createEndpointPace } from '../../shared/runtime/news/endpoint-pace.ts';
import { newsOfMessage } from '../../shared/runtime/news/news-message.ts';
import { withSender } from '../../shared/runtime/news/with-sender.ts';
import { logger } from '../../shared/runtime/telemetry.ts';

const pace = createEndpointPace();

/** Delivers what the queue has, all messages of a batch at once. Answers exactly which of them the queue must deliver again. */
export const handler = jobHandler({
  job: newsJobs.deliverNews,
  others: withSender,
  run: async (event: SQSEvent, { of }) => {
    const counts = { Delivered: 0, NotDelivered: 0, GivenUp: 0, EndpointsDisabled: 0, PutOff: 0 };
    const deliver = async ({ body, messageId }: SQSRecord): Promise<void> => {
      try {
        const { project, message } = newsOfMessage(body);
        const done = await deliverNews({ ...(await of(project)), pace }, message);
        counts.Delivered += done.delivered;
        counts.NotDelivered += done.failed;
        counts.GivenUp += done.givenUp;
        counts.EndpointsDisabled += done.disabled;
        counts.PutOff += done.putOff;
      } catch (cause) {
        logger.error('news not delivered', { messageId, error: loggedError(cause) });
        throw cause;
      }
    };
    const answer = await processPartialResponse(event, deliver, new BatchProcessor(EventType.SQS), {
      throwOnFullBatchFailure: false,
    });
    return { counts, answer };
  },
});
