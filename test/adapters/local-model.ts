/** A model on this machine that streams as OpenAI's chat and Anthropic's messages do. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface LocalModel {
  readonly url: string;
  /** Pieces of the next answers, each a token. */
  pieces: number;
  /** Tokens that it tells of the prompt. */
  readonly inputTokens: number;
  calls(): number;
  stop(): Promise<void>;
}

const inputTokens = 100;
const pauseMs = 2;

export async function startLocalModel(): Promise<LocalModel> {
  let calls = 0;
  const model = { pieces: 300 };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const asked = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    calls += 1;
    const isAnthropic = request.url?.endsWith('/messages') === true;
    const answer = isAnthropic ? anthropic : openAi;
    if (asked.stream !== true) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.whole(model.pieces)));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const asksForUsage = asked.stream_options?.include_usage === true;
    for (const event of answer.events(model.pieces, asksForUsage)) {
      if (response.destroyed) return;
      await writtenText(response, event);
    }
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return Object.assign(model, {
    url: `http://127.0.0.1:${address.port}`,
    inputTokens,
    calls: () => calls,
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  });
}

async function writtenText(response: ServerResponse, event: object | string): Promise<void> {
  const type = typeof event === 'object' && 'type' in event ? `event: ${String(event.type)}\n` : '';
  response.write(`${type}data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`);
  // As it would come: not all at once.
  await sleep(pauseMs);
}

interface Speech {
  whole(pieces: number): object;
  events(pieces: number, asksForUsage: boolean): Iterable<object | string>;
}

const openAiUsage = (pieces: number): object => ({
  prompt_tokens: inputTokens,
  completion_tokens: pieces,
  total_tokens: inputTokens + pieces,
});

const openAi: Speech = {
  whole: (pieces) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'gpt-4o',
    choices: [{ index: 0, message: { role: 'assistant', content: 'word '.repeat(pieces) }, finish_reason: 'stop' }],
    usage: openAiUsage(pieces),
  }),
  events: function* (pieces, asksForUsage) {
    const chunk = (delta: object, finish_reason: string | null = null): object => ({
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'gpt-4o',
      choices: [{ index: 0, delta, finish_reason }],
      ...(asksForUsage ? { usage: null } : {}),
    });
    yield chunk({ role: 'assistant', content: '' });
    for (let piece = 0; piece < pieces; piece += 1) yield chunk({ content: 'word' });
    yield chunk({}, 'stop');
    if (asksForUsage) yield { ...chunk({}), choices: [], usage: openAiUsage(pieces) };
    yield '[DONE]';
  },
};

const anthropic: Speech = {
  whole: (pieces) => ({
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'gpt-4o',
    content: [{ type: 'text', text: 'word '.repeat(pieces) }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: inputTokens, output_tokens: pieces },
  }),
  events: function* (pieces) {
    const usage = { input_tokens: inputTokens, output_tokens: 1 };
    const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'gpt-4o', content: [], usage };
    yield { type: 'message_start', message: { ...message, stop_reason: null, stop_sequence: null } };
    yield { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } };
    yield { type: 'ping' };
    for (let piece = 0; piece < pieces; piece += 1)
      yield { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'word' } };
    yield { type: 'content_block_stop', index: 0 };
    yield {
      type: 'message_delta',
      delta: { stop_reason: 'end_turn', stop_sequence: null },
      usage: { output_tokens: pieces },
    };
    yield { type: 'message_stop' };
  },
};
