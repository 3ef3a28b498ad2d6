import { equal } from 'node:assert/strict';
import { call, type Reply } from './caller.ts';
import { account, region } from './emulator.ts';
import type { Service } from './journey.ts';

const prefixes = { sqs: 'AmazonSQS', events: 'AWSEvents', dynamodb: 'DynamoDB_20120810' } as const;

/** Calls a service of AWS that speaks JSON, as whoever may do everything. */
export async function callJson(
  { target, operator }: Service,
  { service, action }: { readonly service: keyof typeof prefixes; readonly action: string },
  body: object,
): Promise<Reply> {
  const reply = await call({ ...target, host: `${service}.${region}.amazonaws.com`, service }, 'POST', '/', {
    keys: operator,
    body,
    headers: { 'x-amz-target': `${prefixes[service]}.${action}` },
  });
  equal(reply.status, 200, reply.text);
  return reply;
}

export interface TestQueue {
  readonly arn: string;
  /** The bodies of some messages, which are not delivered again soon. */
  receive(): Promise<readonly string[]>;
}

const messagesMax = 10;
const hiddenSeconds = 600;

export async function createQueue(service: Service, name: string): Promise<TestQueue> {
  const { json } = await callJson(service, { service: 'sqs', action: 'CreateQueue' }, { QueueName: name });
  const question = { QueueUrl: json.QueueUrl, MaxNumberOfMessages: messagesMax, VisibilityTimeout: hiddenSeconds };
  return {
    arn: `arn:aws:sqs:${region}:${account}:${name}`,
    receive: async () => {
      const reply = await callJson(service, { service: 'sqs', action: 'ReceiveMessage' }, question);
      const messages: readonly { readonly Body: string }[] = reply.json.Messages ?? [];
      return messages.map(({ Body }) => Body);
    },
  };
}
