import type { Project } from '../../domain/project.ts';
import type { Services } from '../../ports/services.ts';
import type { Unchargeable, UnchargeableQueue } from '../../ports/unchargeable-queue.ts';
import { callAws } from '../aws-json.ts';
import { requireVariable } from '../environment.ts';
import { service } from '../services.ts';

export type { Unchargeable };

/** SQS takes as many characters of an attribute as anyone needs; people read this one. */
const detailMax = 1_000;

/** The queue of events that can't be charged, on SQS: each message is as it came, with the reason as an attribute. */
export function createSqsUnchargeable(queueUrl: string, hasGroups: boolean): UnchargeableQueue {
  return {
    send: async (messages) => {
      for (const { body, reason, detail } of messages)
        await callAws({
          service: 'sqs',
          target: 'AmazonSQS.SendMessage',
          endpoint: new URL('/', queueUrl).href,
          input: {
            QueueUrl: queueUrl,
            MessageBody: body,
            MessageAttributes: { reason: textOf(reason), detail: textOf(detail.slice(0, detailMax)) },
            ...(hasGroups ? { MessageGroupId: reason } : {}),
          },
        });
    },
  };
}

function textOf(value: string): { readonly DataType: 'String'; readonly StringValue: string } {
  return { DataType: 'String', StringValue: value };
}

/** Where events are put aside to that can't be charged: SQS's queue, that the environment names. */
export function withUnchargeable(project: Project): Pick<Services, 'unchargeable'> {
  return {
    unchargeable: service('unchargeable', project, () => {
      const url = requireVariable('UNCHARGEABLE_QUEUE_URL');
      return createSqsUnchargeable(url, url.endsWith('.fifo'));
    }),
  };
}
