import { describe, expect, it } from 'vitest';
import { chargeForAnswer } from '../../../shared/client/models/charge-answer.ts';
import { providers } from './fixtures/providers.ts';

const terms = {
  skus: { input: 'in', output: 'out', cachedInput: 'cached' },
  estimate: { inputTokens: 30, outputTokens: 40 },
};

describe('a whole answer', () => {
  it('is charged by its own count', () => {
    const answer = {
      choices: [{ message: { role: 'assistant', content: 'Hello' } }],
      usage: { prompt_tokens: 100, completion_tokens: 9, prompt_tokens_details: { cached_tokens: 64 } },
    };

    expect(chargeForAnswer(answer, terms)).toMatchObject({
      isEstimate: false,
      charge: {
        usage: [
          { sku: 'in', quantity: 36 },
          { sku: 'out', quantity: 9 },
          { sku: 'cached', quantity: 64 },
        ],
      },
    });
  });

  it('without a count is charged by its text, and of no known shape as estimated', () => {
    const text = { choices: [{ message: { content: 'x'.repeat(400) } }] };
    const lines = (output: number): object => ({
      isEstimate: true,
      charge: {
        usage: [
          { sku: 'in', quantity: 30 },
          { sku: 'out', quantity: output },
        ],
      },
    });

    expect(chargeForAnswer(text, terms)).toMatchObject(lines(100));
    expect(chargeForAnswer({ said: 'Hello' }, terms)).toMatchObject(lines(40));
    expect(chargeForAnswer(undefined, terms)).toMatchObject(lines(40));
  });

  it.each(providers.filter(({ failure }) => failure !== undefined))(
    'that failed is charged nothing: $provider',
    (each) => {
      const { charge } = chargeForAnswer(each.failure, terms);
      // A chunk that says so in the middle of a stream is no whole answer.
      if (each.provider !== 'OpenRouter') expect(charge).toBeUndefined();
    },
  );
});
