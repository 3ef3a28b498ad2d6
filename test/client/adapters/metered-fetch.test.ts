/** Answers of providers that aren't what was asked for: passed on and charged, or neither; and told. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ask, askingOf, spentOn } from '../../support/service/asked-provider.ts';
import { startTestService, type TestService } from '../../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
});
afterAll(() => service.stop());
afterEach(() => vi.restoreAllMocks());

const whole = {
  choices: [{ index: 0, message: { role: 'assistant', content: 'word '.repeat(300) } }],
  usage: { prompt_tokens: 100, completion_tokens: 300, total_tokens: 400 },
};
/** 100 tokens in and 300 out, at 0.00025 and 0.001. */
const wholeCredits = 0.325;

const eventStream = { headers: { 'content-type': 'text/event-stream' } };
const chunk = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;

describe('a stream was asked for', () => {
  it.each([
    ['as JSON', JSON.stringify(whole), 'application/json'],
    [
      'as JSON of several paragraphs, under the name of a stream',
      JSON.stringify(whole).replace(',', ',\n\n'),
      'text/event-stream',
    ],
  ])('and a whole answer, %s, is passed on as it came and charged by its own count', async (how, text, type) => {
    const asked = await askingOf(
      service,
      `whole-${how.length}`,
      () => new Response(text, { headers: { 'content-type': type } }),
    );
    const response = await ask(asked, true);

    expect(await response.text()).toBe(text);
    expect(response.headers.get('content-type')).toBe(type);
    expect(await spentOn(service, asked)).toBe(wholeCredits);
  });

  it.each([
    ['a page', '<html>\n\n<p>Hello</p></html>', {}],
    ['text in events', 'data: Hello you\n\ndata: there\n\ndata: [DONE]\n\n', eventStream],
    ['lines of JSON', '{"said":"Hello"}\n{"said":"you"}\n', { headers: { 'content-type': 'application/x-ndjson' } }],
  ])('and %s, which nobody understands, ends the call with nothing passed on', async (how, text, init) => {
    const asked = await askingOf(service, `unknown-${how.length}`, () => new Response(text, init));
    const response = await ask(asked, true);

    await expect(response.text()).rejects.toThrow('of no shape that is known');
    expect(await spentOn(service, asked)).toBe(0);
  });

  it('and text among its events counts as what was estimated', async () => {
    const text = `${chunk('word')}data: Hello you\n\ndata: [DONE]\n\n`;
    const asked = await askingOf(service, 'among', () => new Response(text, eventStream));
    expect(await (await ask(asked, true)).text()).toBe(text);
    expect(await spentOn(service, asked)).toBeGreaterThan(0.5);
  });

  it('and what has no choices but tells no usage either is passed on', async () => {
    const filters = 'data: {"choices":[],"prompt_filter_results":[]}\n\n';
    const usage = `data: ${JSON.stringify({ choices: [], usage: whole.usage })}\n\n`;
    const asked = await askingOf(service, 'filters', () => new Response(filters + chunk('word') + usage, eventStream));

    expect(await (await ask(asked, true)).text()).toBe(filters + chunk('word'));
    expect(await spentOn(service, asked)).toBe(wholeCredits);
  });

  it('and nothing but comments came: nothing is charged', async () => {
    const asked = await askingOf(service, 'silent', () => new Response(': waiting\n\ndata: [DONE]\n\n', eventStream));
    await (await ask(asked, true)).text();
    expect(await spentOn(service, asked)).toBe(0);
  });
});

describe('a whole answer was asked for', () => {
  it('and breaks while it is read: its estimate is charged, and its error kept', async () => {
    const broken = (): Response => {
      let isBegun = false;
      const body = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          if (isBegun) return controller.error(new TypeError('terminated'));
          isBegun = true;
          controller.enqueue(new TextEncoder().encode('{"choices":['));
        },
      });
      return new Response(body);
    };
    const asked = await askingOf(service, 'broken', broken);

    await expect(ask(asked, false)).rejects.toThrow('terminated');
    expect(await spentOn(service, asked)).toBeGreaterThan(0.5);
  });

  it('and one of no known shape is passed on, charged its estimate, and told', async () => {
    const asked = await askingOf(service, 'unknown', () => new Response('{"said":"Hello"}'));

    expect(await (await ask(asked, false)).text()).toBe('{"said":"Hello"}');
    expect(await spentOn(service, asked)).toBeGreaterThan(0.5);
    expect(asked.told).toMatchObject([{ name: 'AnswerNotUnderstood', answer: { said: 'Hello' } }]);
  });

  it('is not lost to a listener that throws', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const asked = await askingOf(
      service,
      'throws',
      () => new Response('{"said":"Hello"}'),
      () => {
        throw new TypeError('of the listener’s own');
      },
    );
    expect(await (await ask(asked, false)).text()).toBe('{"said":"Hello"}');
    expect(log.mock.calls.flat().map(String).join(' ')).toContain('AnswerNotUnderstood');
  });

  it.each([
    ['refused', 503],
    ['faulty', 400],
  ])('and the provider answers that it is %s: nothing is charged', async (how, status) => {
    const asked = await askingOf(service, how, () => new Response('{"error":{"message":"no"}}', { status }));
    expect((await ask(asked, false)).status).toBe(status);
    expect((await ask(asked, true)).status).toBe(status);
    expect(await spentOn(service, asked)).toBe(0);
  });
});
