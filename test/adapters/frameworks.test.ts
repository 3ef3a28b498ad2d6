/** The frameworks themselves, gated. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { Writable } from 'node:stream';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { describe, expect, it } from 'vitest';
import { localContext } from '../../infra/local/gateway.ts';
import { app as expressApp } from '../../shared/client/examples/sdks/express.ts';
import { app as honoApp } from '../../shared/client/examples/sdks/hono.ts';
import { handler as lambdaHandler } from '../../shared/client/examples/sdks/lambda.ts';
import { server as mcpServer } from '../../shared/client/examples/sdks/mcp.ts';
import { route as nextRoute } from '../../shared/client/examples/sdks/next.ts';
import { CreditsRefused } from '../../shared/client/holds/trouble.ts';
import { type Adapter, describeAdapter, type Surroundings } from './journeys.ts';

const prices = { fullCredits: 3, pieceCredits: 0.01 };

class Refused extends Error {
  readonly code: string | undefined;
  constructor(text: string) {
    super(text);
    this.code = text.startsWith('{') ? JSON.parse(text).code : undefined;
  }
}
const refusalOf: Adapter['refusalOf'] = (cause) =>
  cause instanceof Refused ? cause.code : cause instanceof CreditsRefused ? cause.problem.code : undefined;

async function* bodyOf(response: Response): AsyncGenerator<string> {
  if (!response.ok) throw new Refused(await response.text());
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) yield decoder.decode(chunk, { stream: true });
}

async function listening(server: Server): Promise<{ readonly url: string; stop(): Promise<void> }> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

let url = '';
describeAdapter({
  name: 'Express',
  prepare: async ({ client, write }) => {
    const { url: own, stop } = await listening(createServer(expressApp(client, write)));
    url = own;
    return stop;
  },
  ask: async function* (_surroundings, accountId) {
    yield* bodyOf(await fetch(`${url}/accounts/${accountId}/chat`, { method: 'POST' }));
  },
  refusalOf,
  ...prices,
});

const requests = (accountId: string): Request =>
  new Request(`http://local/accounts/${accountId}/chat`, { method: 'POST' });

describeAdapter({
  name: 'Hono',
  ask: async function* ({ client, write }, accountId) {
    yield* bodyOf(await honoApp(client, write).fetch(requests(accountId)));
  },
  refusalOf,
  ...prices,
});

describeAdapter({
  name: 'Next',
  ask: async function* ({ client, write }, accountId) {
    yield* bodyOf(await nextRoute(client, write)(requests(accountId), {}));
  },
  refusalOf,
  ...prices,
});

describeAdapter({
  name: 'a Lambda that streams through middy',
  ask: ({ client, write }, accountId) => lambdaAnswer({ client, write }, accountId),
  refusalOf,
  ...prices,
});

describeAdapter({
  name: 'a tool of a Model Context Protocol server',
  ask: async function* ({ client, write }, accountId) {
    const [here, there] = InMemoryTransport.createLinkedPair();
    await mcpServer(client, accountId, write).connect(there);
    const caller = new Client({ name: 'test', version: '1.0.0' });
    await caller.connect(here);
    const result = await caller.callTool({ name: 'write', arguments: { topic: 'clouds' } });
    await caller.close();
    if (result.isError) throw new Refused(JSON.stringify(result.structuredContent ?? {}));
    for (const { text } of result.content as { text: string }[]) yield text;
  },
  isStreamed: false,
  refusalOf,
  ...prices,
});

/** A response that Lambda's runtime offers for streamed answers, as far as middy uses it; leaving it destroys the stream. */
async function* lambdaAnswer(
  { client, write }: Pick<Surroundings, 'client' | 'write'>,
  accountId: string,
): AsyncGenerator<string> {
  let status = 200;
  const chunks = new TransformStream<string, string>(undefined, undefined, { highWaterMark: 1 });
  const writer = chunks.writable.getWriter();
  const response = new Writable({
    decodeStrings: false,
    write: (chunk, _encoding, done) => void writer.write(String(chunk)).then(() => done(), done),
    final: (done) => void writer.close().then(() => done(), done),
    destroy: (cause, done) =>
      void writer.abort(cause).then(
        () => done(cause),
        () => done(cause),
      ),
  });
  // Whoever left hears of no error.
  response.on('error', () => {});
  Object.assign(globalThis, {
    awslambda: {
      streamifyResponse: (handler: unknown) => handler,
      HttpResponseStream: {
        from: (stream: Writable, { statusCode }: { statusCode: number }) => {
          status = statusCode;
          return stream;
        },
      },
    },
  });
  const handler = lambdaHandler(client, write) as unknown as (
    event: object,
    stream: Writable,
    context: object,
  ) => Promise<void>;
  const handled = handler({ accountId }, response, localContext({ id: 'example' }, 30_000));
  handled.catch((cause: unknown) => response.destroy(cause instanceof Error ? cause : new Error(String(cause))));
  const reader = chunks.readable.getReader();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), handled.then(() => reader.read())]);
      if (done) break;
      if (status === 200) yield value;
      else text += value;
    }
  } finally {
    response.destroy();
  }
  await handled;
  if (status !== 200) throw new Refused(text);
}

describe('the examples', () => {
  it('stay as short as they are said to be', async () => {
    const { readFile } = await import('node:fs/promises');
    const lines: Record<string, number> = {};
    for (const name of ['openai', 'anthropic', 'ai-sdk', 'langchain', 'express', 'hono', 'next', 'mcp', 'lambda']) {
      const text = await readFile(new URL(`../../shared/client/examples/sdks/${name}.ts`, import.meta.url), 'utf8');
      // What its user writes for the credits: the lines that name them.
      lines[name] = text
        .split('\n')
        .filter(
          (line) => /credits|metered|funded|withCredits|accountId/i.test(line) && !/^\/\*\*|^ \*/.test(line),
        ).length;
    }
    expect(Object.entries(lines).filter(([, count]) => count > 10)).toEqual([]);
  });
});
