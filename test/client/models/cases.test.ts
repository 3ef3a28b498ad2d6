/** Answers that once cost nothing, or too much, with what they are to cost. */
import { describe, expect, it } from 'vitest';
import { createTokenCount } from '../../../shared/client/models/token-count.ts';
import type { TokenUsage } from '../../../shared/domain/catalogue/model-usage.ts';

const estimate = { inputTokens: 800, outputTokens: 500 };

function counted(...events: readonly unknown[]): TokenUsage & { readonly isEstimate: boolean } {
  const count = createTokenCount(estimate);
  for (const event of events) expect(count.add(event)).toBe(true);
  return { ...count.usage(), isEstimate: count.isEstimate() };
}

function many(times: number, event: object): readonly object[] {
  return Array.from({ length: times }, () => event);
}

describe('what a model tells', () => {
  it('is kept when a chunk without usage comes after it', () => {
    const usage = {
      prompt_tokens: 2_006,
      completion_tokens: 300,
      total_tokens: 2_306,
      prompt_tokens_details: { cached_tokens: 1_920 },
      completion_tokens_details: { reasoning_tokens: 0 },
    };

    expect(counted({ choices: [{ delta: {} }], usage }, { choices: [{ delta: {} }] })).toMatchObject({
      input: 86,
      output: 300,
      cachedInput: 1_920,
      isEstimate: false,
    });
  });

  it('is not believed when it is nothing beside text', () => {
    const usage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
    const chunks = many(400, { choices: [{ delta: { content: 'tok ' } }], usage });

    expect(counted(...chunks)).toMatchObject({ input: 800, output: 400, isEstimate: true });
    expect(counted(...chunks, { choices: [], usage })).toMatchObject({ input: 800, output: 400, isEstimate: true });
  });

  it('is not believed when it stands still while text comes', () => {
    const usage = { prompt_tokens: 9, completion_tokens: 1, total_tokens: 10 };
    const chunks = many(400, { choices: [{ delta: { content: 'tok ' } }], usage });

    expect(counted(...chunks)).toMatchObject({ input: 9, output: 400, isEstimate: true });
  });

  it('is read from Anthropic’s own events', () => {
    expect(
      counted(
        { type: 'message_start', message: { usage: { input_tokens: 4_000, output_tokens: 1 } } },
        { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'word' } },
        { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 20_000 } },
      ),
    ).toMatchObject({ input: 4_000, output: 20_000, isEstimate: false });
  });

  it('is read from OpenAI’s Responses', () => {
    expect(
      counted(
        { type: 'response.output_text.delta', delta: 'word' },
        {
          type: 'response.completed',
          response: {
            object: 'response',
            status: 'completed',
            output: [],
            usage: { input_tokens: 2_000, output_tokens: 600 },
          },
        },
      ),
    ).toMatchObject({ input: 2_000, output: 600, isEstimate: false });
  });

  it('is read where Groq tells it', () => {
    const usage = { prompt_tokens: 1_336, completion_tokens: 31, total_tokens: 1_367 };

    expect(
      counted({ choices: [{ delta: { content: 'word' } }] }, { choices: [{ delta: {} }], x_groq: { id: 'r', usage } }),
    ).toMatchObject({ input: 1_336, output: 31, isEstimate: false });
  });

  it('counts thoughts that are in the total alone, or apart from the completion', () => {
    const usage = { prompt_tokens: 20, completion_tokens: 151, total_tokens: 553 };
    const apart = {
      prompt_tokens: 12,
      completion_tokens: 2,
      completion_tokens_details: { reasoning_tokens: 340 },
    };

    expect(counted({ choices: [], usage })).toMatchObject({ input: 20, output: 533 });
    expect(counted({ choices: [], usage: apart })).toMatchObject({ input: 12, output: 342, reasoning: 340 });
  });

  it('counts reasoning under any name until it is told', () => {
    for (const name of ['reasoning', 'reasoning_content', 'thinking', 'a_name_of_next_year']) {
      expect(counted(...many(2_900, { choices: [{ delta: { [name]: 'tok ' } }] }))).toMatchObject({
        output: 2_900,
        isEstimate: true,
      });
    }
  });

  it('never has fewer tokens in the prompt than none, though more were cached than it had', () => {
    const usage = { prompt_tokens: 100, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 128 } };

    expect(counted({ choices: [], usage })).toMatchObject({ input: 0, output: 5, cachedInput: 128 });
  });

  it.each([
    ['cache_write_tokens in the details', { prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 12_304 } }],
    ['cache_creation_input_tokens beside them', { cache_creation_input_tokens: 12_304 }],
    ['cache_creation_tokens in the details', { prompt_tokens_details: { cache_creation_tokens: 12_304 } }],
  ])('tells what was written to a cache apart: %s', (_name, more) => {
    expect(counted({ choices: [], usage: { prompt_tokens: 12_307, completion_tokens: 9, ...more } })).toMatchObject({
      input: 3,
      output: 9,
      cachedInput: 0,
      cacheWrite: 12_304,
    });
  });
});
