/** Events as Bedrock logs them, read by the functions that are deployed: from files in S3, and from CloudWatch Logs. */
import { gzipSync } from 'node:zlib';
import { handler as readFiles } from '../../../functions/jobs/read-bedrock-files.ts';
import { handler as readLog } from '../../../functions/jobs/read-bedrock-log.ts';
import type { QueuedUsage } from '../../../shared/ports/usage-queue.ts';
import { provideServices } from '../../../shared/runtime/services.ts';
import { lambdaContext } from '../../support/builders/gateway-event.ts';
import { type UsageMessage, usageRecord } from '../../support/engines/usage-queue.ts';
import type { DrawnEvent } from './drawn-events.ts';

/** Each is of the account that its metadata names. */
export const bedrockCallers = [{ accountId: '$.requestMetadata.account', dimensions: { user: '$.session' } }] as const;
/** A token of it costs a microcredit. */
export const bedrockSku = 'ai.anthropic.claude-metered.input-token';
const modelId = 'arn:aws:bedrock:us-east-1:111111111111:inference-profile/us.anthropic.claude-metered-20260101-v1:0';
const [linesPerFile, eventsPerBatch, brokenEvery] = [500, 200, 10];

/** Files of some hundreds of calls. Of every tenth the queue refuses a part at first, so that it is read again from its beginning. */
export async function throughFiles(events: readonly DrawnEvent[]): Promise<readonly UsageMessage[]> {
  const queued: UsageMessage[] = [];
  for (const [at, group] of groupsOf(events, linesPerFile).entries()) {
    let isRefusing = at % brokenEvery === 0;
    const file = gzipSync(group.map((each) => `${JSON.stringify(recordOf(each))}\n`).join(''), { level: 1 });
    const take = queueUp(queued, group);
    provideServices({
      logFiles: { open: async () => pieces(file) },
      usage: {
        send: async (calls) => {
          const isRefused = isRefusing && queued.length % linesPerFile > 0;
          if (isRefused) isRefusing = false;
          await take(calls);
          if (isRefused) throw new Error('not answered');
        },
      },
    });
    await untilRead(`AWSLogs/111111111111/BedrockModelInvocationLogs/us-east-1/2026/11/22/18/${at}.json.gz`);
  }
  return queued;
}

/** The message of a file comes again until it is read. */
async function untilRead(key: string): Promise<void> {
  const detail = { bucket: { name: 'logs' }, object: { key } };
  const message = usageRecord({ messageId: key, body: JSON.stringify({ detail }), sentMs: 0 });
  for (let tries = 0; tries < 3; tries += 1) {
    const answer = await readFiles({ Records: [message] }, lambdaContext());
    if (answer.batchItemFailures.length === 0) return;
  }
  throw new Error(`${key} was not read`);
}

/** As a subscription brings them. */
export async function throughLog(events: readonly DrawnEvent[]): Promise<readonly UsageMessage[]> {
  const queued: UsageMessage[] = [];
  for (const group of groupsOf(events, eventsPerBatch)) {
    provideServices({ usage: { send: queueUp(queued, group) } });
    const logEvents = group.map((each, at) => ({
      id: `${at}`,
      timestamp: each.sentMs,
      message: JSON.stringify(recordOf(each)),
    }));
    const data = {
      messageType: 'DATA_MESSAGE',
      owner: '111111111111',
      logGroup: 'bedrock',
      logStream: 'aws/bedrock/modelinvocations',
      subscriptionFilters: [],
      logEvents,
    };
    await readLog(
      { awslogs: { data: gzipSync(JSON.stringify(data), { level: 1 }).toString('base64') } },
      lambdaContext(),
    );
  }
  return queued;
}

function queueUp(
  queued: UsageMessage[],
  [first]: readonly DrawnEvent[],
): (calls: readonly QueuedUsage[]) => Promise<void> {
  return async (calls) => {
    for (const { event } of calls)
      queued.push({ messageId: `message-${queued.length}`, body: JSON.stringify(event), sentMs: first?.sentMs ?? 0 });
  };
}

function recordOf({ event }: DrawnEvent): object {
  const [prompt, answer] = ['What is the capital of Sudan?', 'Khartoum.'];
  return {
    ...{
      schemaType: 'ModelInvocationLog',
      schemaVersion: '1.0',
      timestamp: event.occurredAt,
      accountId: '111111111111',
    },
    identity: { arn: `arn:aws:sts::111111111111:assumed-role/app/${event.dimensions?.['user']}` },
    ...{ region: 'us-east-1', requestId: event.id, operation: 'Converse', modelId },
    requestMetadata: { account: event.accountId },
    input: {
      inputContentType: 'application/json',
      inputBodyJson: { messages: [{ role: 'user', content: [{ text: prompt }] }] },
      inputTokenCount: Math.round(Number('credits' in event ? event.credits : 0) * 1e6),
    },
    output: {
      outputContentType: 'application/json',
      outputBodyJson: { output: { message: { role: 'assistant', content: [{ text: answer }] } } },
      outputTokenCount: 0,
    },
  };
}

function groupsOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}

async function* pieces(file: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < file.length; from += 16_384) yield file.subarray(from, from + 16_384);
}
