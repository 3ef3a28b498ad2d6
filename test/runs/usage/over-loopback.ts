/** Events sent to the function of intake, over loopback or in its process, in a protocol of others: the messages that end in the queue of usage. */
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { handler } from '../../../functions/intake/take-usage.ts';
import { close, listen, urlOf } from '../../../infra/local/http-server.ts';
import { provideServices } from '../../../shared/runtime/services.ts';
import { packUsage } from '../../../shared/runtime/usage/usage-messages.ts';
import { intakeRequest } from '../../support/builders/intake-requests.ts';
import { type ToldCall, type ToldRequest, toldBy } from '../../support/builders/told-calls.ts';
import type { UsageMessage } from '../../support/engines/usage-queue.ts';
import type { DrawnEvent } from './drawn-events.ts';

const eventsAtOnce = 100;
/** The SKU that their tokens are charged by. */
export const loopbackSku = 'ai.gpt-4o.output-token';

/** Hands a request on, and rejects where it isn't taken. */
type Post = (request: ToldRequest) => Promise<void>;
type RequestFor = (calls: readonly ToldCall[]) => ToldRequest;

/** Posts events in their order, a hundred to a request. */
async function sendBy(post: Post, requestFor: RequestFor, events: readonly DrawnEvent[]): Promise<UsageMessage[]> {
  const messages: UsageMessage[] = [];
  let sentMs = 0;
  provideServices({
    usage: {
      send: async (queued) => {
        for (const { body } of packUsage(queued, false))
          messages.push({ messageId: `message-${messages.length}`, body, sentMs });
      },
    },
  });
  for (let from = 0; from < events.length; from += eventsAtOnce) {
    const some = events.slice(from, from + eventsAtOnce);
    sentMs = some.at(-1)?.sentMs ?? 0;
    await post(requestFor(some.map(({ event }) => callOf(event))));
  }
  return messages;
}

/** Without a socket: what API Gateway would hand to the function, packed by gzip. */
const inProcess =
  (requestFor: RequestFor): Sending =>
  (events) =>
    sendBy(({ route, type, body }) => take(route, type, gzipSync(body, { level: 1 })).then(read), requestFor, events);

/** Over loopback, packed by gzip. */
const overLoopback =
  (requestFor: RequestFor): Sending =>
  async (events) => {
    const server = createServer(async (request, response) => {
      const chunks = await Array.fromAsync(request, (chunk) => Buffer.from(chunk));
      const { 'content-type': type = '' } = request.headers;
      const route = { method: 'POST', path: request.url ?? '' } as const;
      const { status, text } = await take(route, type, Buffer.concat(chunks));
      response.writeHead(status).end(text);
    });
    await listen(server, 0);
    const post: Post = async ({ route, type, body }) => {
      const answered = await fetch(`${urlOf(server)}${route.path}`, {
        method: 'POST',
        headers: { 'content-type': type, 'content-encoding': 'gzip' },
        body: new Uint8Array(gzipSync(body)),
      });
      read({ status: answered.status, text: await answered.text() });
    };
    try {
      return await sendBy(post, requestFor, events);
    } finally {
      await close(server);
    }
  };

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** The answer of the function of intake to a request that is packed by gzip. */
async function take(route: Pick<ToldRequest['route'], 'method' | 'path'>, type: string, body: Buffer): Promise<Answer> {
  const sent = intakeRequest(route, { type, body, headers: { 'content-encoding': 'gzip' } });
  const { statusCode = 500, body: text = '' } = await handler(sent);
  return { status: statusCode, text };
}

function read({ status, text }: Answer): void {
  if (status >= 300 || text.includes('rejectedSpans')) throw new Error(`not taken: ${status} ${text}`);
}

/** A call that costs as much: a token of output is a microcredit. Its user is the event's id, by which it is known in the dead letters. */
function callOf({ accountId, id, occurredAt, ...charge }: DrawnEvent['event']): ToldCall {
  const output = Math.round(Number('credits' in charge ? charge.credits : 0) * 1e6);
  return { accountId, id, atMs: Date.parse(occurredAt), model: 'gpt-4o', input: 0, output, user: id };
}

type Sending = (events: readonly DrawnEvent[]) => Promise<readonly UsageMessage[]>;

/** Ways in over HTTP, each by its protocol: over loopback, and without a socket. */
export const httpSources = {
  'http-cloudevents': overLoopback(toldBy.cloudevents),
  'http-traces': overLoopback(toldBy['traces-binary']),
  'http-traces-json': overLoopback(toldBy['traces-json']),
  'http-litellm': overLoopback(toldBy.litellm),
  'intake-cloudevents': inProcess(toldBy.cloudevents),
  'intake-traces': inProcess(toldBy['traces-binary']),
  'intake-traces-json': inProcess(toldBy['traces-json']),
  'intake-litellm': inProcess(toldBy.litellm),
} as const satisfies Readonly<Record<string, Sending>>;
