import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from '../../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
});
afterAll(() => service.stop());

const messages = [{ role: 'user', content: 'What are credits?' }];

test('the stand-in streams as chat completions do, and counts what it said when it is asked to', async () => {
  const events = (await asked({ messages, stream: true, stream_options: { include_usage: true } })).split('\n\n');
  const chunks = events.slice(0, -2).map((event) => JSON.parse(event.replace('data: ', '')));
  const words = chunks.flatMap(({ choices }) =>
    choices.map(({ delta }: { delta: { content?: string } }) => delta.content ?? ''),
  );

  expect(events.at(-2)).toBe('data: [DONE]');
  expect(words.join('')).toContain('You are charged for what I said, and not for more.');
  expect(chunks.at(-1).usage.completion_tokens).toBe(words.filter((word) => word !== '').length);
  expect(JSON.parse(await asked({ messages })).choices[0].message.content).toBe(words.join(''));
});

test('the stand-in streams as ConverseStream does, each message under its checks', async () => {
  const answer = await post('/model/amazon.nova-lite-v1%3A0/converse-stream', { messages });
  const bytes = Buffer.from(await answer.arrayBuffer());
  let at = 0;
  const types: string[] = [];
  while (at < bytes.length) {
    const message = bytes.subarray(at, at + bytes.readUInt32BE(at));
    types.push(/:event-type...(\w+)\r/.exec(message.toString('latin1'))?.[1] ?? '');
    at += message.length;
  }
  expect([types[0], types.at(-2), types.at(-1), at]).toEqual(['messageStart', 'messageStop', 'metadata', bytes.length]);
});

test('it says what it can’t answer', async () => {
  expect((await post('/v1/images', { messages })).status).toBe(404);
  expect((await fetch(`${service.url}/local/model/v1/chat/completions`, { method: 'POST', body: '{' })).status).toBe(
    400,
  );
});

async function asked(body: object): Promise<string> {
  return (await post('/v1/chat/completions', body)).text();
}

function post(path: string, body: object): Promise<Response> {
  return fetch(`${service.url}/local/model${path}`, { method: 'POST', body: JSON.stringify(body) });
}
