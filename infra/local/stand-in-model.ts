/**
 * `/local/model`, a stand-in for a provider of models, so that guides can be tried without anybody's key: it streams one
 * recorded answer as OpenAI's chat completions and Bedrock's ConverseStream do, counts tokens by words, and understands
 * nothing. Only the local service has it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import * as z from 'zod/mini';
import { bodyOf } from './http-server.ts';

export const modelPath = '/local/model';

const recorded = `A balance of credits is like a tank with a gauge: work draws from it, a renewal or a purchase fills it, and nobody
can draw what is not there. Before I began this answer, your service set credits aside for it. While I speak, they are used up
token by token, and when I end, what was set aside and not used goes back. You are charged for what I said, and not for more.`;
const pieces = recorded.split(/(?<=\s)/);
/** Fast enough for a test, slow enough to be seen. */
const pauseMs = 3;
const converse = /^\/local\/model\/model\/[^/]+\/converse-stream$/;

const question = z.object({
  stream: z.optional(z.boolean()),
  model: z.optional(z.string()),
  messages: z.optional(z.array(z.unknown())),
  stream_options: z.nullish(z.object({ include_usage: z.optional(z.boolean()) })),
});
type Question = z.infer<typeof question>;

/** Answers a question to the stand-in; 404 to any other form of asking. */
export async function serveModel(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = questionIn(await bodyOf(request));
  if (asked === undefined) json(response, 400, { error: { message: 'The body is no JSON of a question.' } });
  else if (path === `${modelPath}/v1/chat/completions`) await chat(asked, response);
  else if (converse.test(path)) await converseStream(asked, response);
  else json(response, 404, { error: { message: `The stand-in doesn’t answer ${path}: ask chat completions.` } });
}

function questionIn(body: Buffer | undefined): Question | undefined {
  try {
    return question.parse(JSON.parse(body?.toString('utf8') ?? ''));
  } catch {
    return undefined;
  }
}

/** Tokens of what was asked: its words, as far as this machine can tell. */
function inputTokens({ messages = [] }: Question): number {
  return JSON.stringify(messages).split(/\W+/).length;
}

async function chat(asked: Question, response: ServerResponse): Promise<void> {
  const head = { id: 'chatcmpl-recorded', created: 1_764_000_000, model: asked.model ?? 'gpt-4o' };
  const input = inputTokens(asked);
  const usage = {
    prompt_tokens: input,
    completion_tokens: pieces.length,
    total_tokens: input + pieces.length,
  };
  if (asked.stream !== true) {
    const message = { role: 'assistant', content: recorded };
    const choices = [{ index: 0, message, finish_reason: 'stop' }];
    json(response, 200, { ...head, object: 'chat.completion', choices, usage });
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const event = (members: object): string =>
    `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', ...members })}\n\n`;
  const said = (delta: object, finish_reason: 'stop' | null = null): string =>
    event({ choices: [{ index: 0, delta, finish_reason }] });
  const events = [said({ role: 'assistant', content: '' }), ...pieces.map((content) => said({ content }))];
  await write(response, [
    ...events,
    said({}, 'stop'),
    ...(asked.stream_options?.include_usage === true ? [event({ choices: [], usage })] : []),
    'data: [DONE]\n\n',
  ]);
}

async function converseStream(asked: Question, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
  const inputs = inputTokens(asked);
  const usage = { inputTokens: inputs, outputTokens: pieces.length, totalTokens: inputs + pieces.length };
  await write(response, [
    eventMessage('messageStart', { role: 'assistant' }),
    ...pieces.map((text) => eventMessage('contentBlockDelta', { contentBlockIndex: 0, delta: { text } })),
    eventMessage('contentBlockStop', { contentBlockIndex: 0 }),
    eventMessage('messageStop', { stopReason: 'end_turn' }),
    eventMessage('metadata', { usage, metrics: { latencyMs: 1 } }),
  ]);
}

async function write(response: ServerResponse, parts: readonly (string | Buffer)[]): Promise<void> {
  for (const part of parts) {
    if (response.destroyed) return;
    response.write(part);
    await sleep(pauseMs);
  }
  response.end();
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const textHeader = 7;
const preludeBytes = 12;
const checkBytes = 4;

/** A message of `application/vnd.amazon.eventstream`: lengths, headers and payload, each part under its CRC-32. */
function eventMessage(type: string, payload: object): Buffer {
  const headers = Buffer.concat(
    Object.entries({
      ':event-type': type,
      ':content-type': 'application/json',
      ':message-type': 'event',
    }).map(([name, value]) => {
      const head = Buffer.concat([Buffer.from([name.length]), Buffer.from(name), Buffer.from([textHeader, 0, 0])]);
      head.writeUInt16BE(value.length, head.length - 2);
      return Buffer.concat([head, Buffer.from(value)]);
    }),
  );
  const body = Buffer.from(JSON.stringify(payload));
  const message = Buffer.alloc(preludeBytes + headers.length + body.length + checkBytes);
  message.writeUInt32BE(message.length, 0);
  message.writeUInt32BE(headers.length, 4);
  message.writeUInt32BE(crc32(message.subarray(0, 8)), 8);
  headers.copy(message, preludeBytes);
  body.copy(message, preludeBytes + headers.length);
  message.writeUInt32BE(crc32(message.subarray(0, -checkBytes)), message.length - checkBytes);
  return message;
}
