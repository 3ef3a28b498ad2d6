/** Events sent over loopback to the function of intake, in a protocol of others: the messages that end in the queue of usage. */
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

/** Sends events in their order, a hundred to a request, packed by gzip. What isn't taken throws. */
async function sendOverLoopback(
  requestFor: (calls: readonly ToldCall[]) => ToldRequest,
  events: readonly DrawnEvent[],
): Promise<readonly UsageMessage[]> {
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
  const server = createServer(async (request, response) => {
    const chunks = await Array.fromAsync(request, (chunk) => Buffer.from(chunk));
    const { 'content-type': type = '', 'content-encoding': encoding = '' } = request.headers;
    const route = { method: 'POST', path: request.url ?? '' } as const;
    const headers = { 'content-encoding': encoding };
    const sent = intakeRequest(route, { type, body: Buffer.concat(chunks), headers });
    const { statusCode = 500, body = '' } = await handler(sent);
    response.writeHead(statusCode).end(body);
  });
  await listen(server, 0);
  try {
    for (let from = 0; from < events.length; from += eventsAtOnce) {
      const some = events.slice(from, from + eventsAtOnce);
      sentMs = some.at(-1)?.sentMs ?? 0;
      const { route, type, body } = requestFor(some.map(({ event }) => callOf(event)));
      const answered = await fetch(`${urlOf(server)}${route.path}`, {
        method: 'POST',
        headers: { 'content-type': type, 'content-encoding': 'gzip' },
        body: new Uint8Array(gzipSync(body)),
      });
      const text = await answered.text();
      if (!answered.ok || text.includes('rejectedSpans')) throw new Error(`${route.path}: ${answered.status} ${text}`);
    }
  } finally {
    await close(server);
  }
  return messages;
}

/** A call that costs as much: a token of output is a microcredit. Its user is the event's id, by which it is known in the dead letters. */
function callOf({ accountId, id, occurredAt, ...charge }: DrawnEvent['event']): ToldCall {
  const output = Math.round(Number('credits' in charge ? charge.credits : 0) * 1e6);
  return { accountId, id, atMs: Date.parse(occurredAt), model: 'gpt-4o', input: 0, output, user: id };
}

type Sending = (events: readonly DrawnEvent[]) => Promise<readonly UsageMessage[]>;

/** Ways in over HTTP, each by its protocol. */
export const httpSources = {
  'http-cloudevents': (events) => sendOverLoopback(toldBy.cloudevents, events),
  'http-traces': (events) => sendOverLoopback(toldBy['traces-binary'], events),
  'http-traces-json': (events) => sendOverLoopback(toldBy['traces-json'], events),
  'http-litellm': (events) => sendOverLoopback(toldBy.litellm, events),
} as const satisfies Readonly<Record<string, Sending>>;
