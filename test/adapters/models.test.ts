/** The SDKs themselves, metered. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { creditsMiddleware } from '../../shared/client/adapters/ai-sdk.ts';
import { chat as chatWithVercel } from '../../shared/client/examples/sdks/ai-sdk.ts';
import { chat as chatWithAnthropic } from '../../shared/client/examples/sdks/anthropic.ts';
import { chat as chatWithLangChain } from '../../shared/client/examples/sdks/langchain.ts';
import { chat as chatWithOpenAI } from '../../shared/client/examples/sdks/openai.ts';
import { CreditsRefused } from '../../shared/client/holds/trouble.ts';
import type { CreditsClient } from '../../shared/client/operations.ts';
import { startTestService, type TestService } from '../support/service/service.ts';
import { switchableClient } from '../support/service/switchable-client.ts';
import { type Adapter, describeAdapter } from './journeys.ts';
import { type LocalModel, startLocalModel } from './local-model.ts';

type Chat = (client: CreditsClient, accountId: string, prompt: string) => AsyncIterable<string>;

/** gpt-4o in the demonstration's card: 0.00025 credits a token in, 0.001 a token out. */
const prices = { fullCredits: 0.325, pieceCredits: 0.001 };

function chatting(name: string, chat: Chat, refusalOf: Adapter['refusalOf']): Adapter {
  return {
    name,
    ask: ({ client }, accountId) => chat(client, accountId, 'Why is the sky blue?'),
    refusalOf,
    ...prices,
  };
}

/** As the example does, but noticing sooner that nobody reads any more. */
const chatShortly: Chat = (client, accountId, prompt) =>
  chatWithLangChain(client, accountId, prompt, { idleSeconds: 1 });
/** The SDKs throw errors of their own, with the problem in them. */
const statusCode = (cause: unknown): string | undefined => Reflect.get(Object(cause), 'code') ?? undefined;
const anthropicCode = (cause: unknown): string | undefined => Object(cause).error?.error?.type;
const refusedCode = (cause: unknown): string | undefined =>
  cause instanceof CreditsRefused ? cause.problem.code : undefined;

describeAdapter(chatting('the OpenAI SDK', chatWithOpenAI, statusCode));
describeAdapter(chatting('the Anthropic SDK', chatWithAnthropic, anthropicCode));
describeAdapter(chatting('the Vercel AI SDK', chatWithVercel, refusedCode));
describeAdapter({ ...chatting('LangChain', chatWithLangChain, refusedCode), isStreamed: false });
describeAdapter(chatting('LangChain, whose reader left a second ago', chatShortly, refusedCode));

describe('a model that runs past the last credit', () => {
  let service: TestService;
  let model: LocalModel;
  let client: CreditsClient;
  beforeAll(async () => {
    service = await startTestService({ hasSchedules: false });
    client = switchableClient(service.url).client;
    model = await startLocalModel();
    model.pieces = 2_000;
    Object.assign(process.env, { OPENAI_BASE_URL: `${model.url}/v1`, ANTHROPIC_BASE_URL: model.url });
  });
  afterAll(async () => {
    await model.stop();
    await service.stop();
  });

  it.each<readonly [string, Chat, 'ends' | 'throws']>([
    ['OpenAI', chatWithOpenAI, 'ends'],
    ['Anthropic', chatWithAnthropic, 'ends'],
    ['Vercel', chatWithVercel, 'ends'],
    ['LangChain', chatWithLangChain, 'throws'],
  ])('is stopped within two reports by %s', async (name, chat, how) => {
    const accountId = `runs-${name}`;
    await service.open(accountId, 'free');
    const left = 1.1;
    const body = { credits: 100 - left, category: 'ai' };
    await service.call('POST', `/accounts/${accountId}/debits`, { body, key: 'drain' });
    let pieces = 0;
    const reading = (async () => {
      for await (const piece of chat(client, accountId, 'Tell me all.')) pieces += piece.length / 4;
    })();
    if (how === 'throws') await expect(reading).rejects.toThrow('ran out while');
    else await reading;

    expect(pieces).toBeGreaterThan(500);
    expect(pieces * 0.001).toBeLessThanOrEqual(left + 2 * 64 * 0.001);
    const { json } = await service.call('GET', `/accounts/${accountId}`);
    expect(json).toMatchObject({ available: 0, held: 0 });
    // What it said before it was stopped ran, and is paid as overrun.
    expect(json.overrun).toBeLessThanOrEqual(2 * 64 * 0.001);
  });

  it('is given up by the Vercel AI SDK’s middleware when nobody asks for more of it', async () => {
    await service.open('unread', 'free');
    const middleware = creditsMiddleware({ client, accountId: 'unread', idleSeconds: 0.2 });
    let isCancelled = false;
    const parts = new ReadableStream({
      pull: (controller) => controller.enqueue({ type: 'text-delta', id: '1', delta: 'word' }),
      cancel: () => {
        isCancelled = true;
      },
    });
    const { stream } = await middleware.wrapStream({
      doStream: async () => ({ stream: parts }),
      params: { prompt: [{ role: 'user', content: [{ type: 'text', text: 'Tell me all.' }] }] },
      model: { modelId: 'gpt-4o', specificationVersion: 'v3' },
    });
    const reader = stream.getReader();
    for (let piece = 0; piece < 10; piece += 1) await reader.read();

    await expect
      .poll(async () => (await service.call('GET', '/accounts/unread')).json.held, { timeout: 5_000 })
      .toBe(0);
    expect(isCancelled).toBe(true);
    expect((await service.call('GET', '/accounts/unread')).json.available).toBeLessThanOrEqual(100 - 0.01);
  });
});
