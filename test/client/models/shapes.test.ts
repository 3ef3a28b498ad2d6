/** Every provider's answers, streamed and whole, are counted as the provider counts them; cut short, by what came. */
import { describe, expect, it } from 'vitest';
import { readModelEvent } from '../../../shared/client/models/read-model-event.ts';
import { createTokenCount, type TokenCount } from '../../../shared/client/models/token-count.ts';
import type { TokenUsage } from '../../../shared/domain/catalogue/model-usage.ts';
import { providers } from './fixtures/providers.ts';

const estimate = { inputTokens: 700, outputTokens: 500 };
const nothing: TokenUsage = { input: 0, output: 0, cachedInput: 0, cacheWrite: 0 };

function countOf(events: readonly unknown[]): TokenCount {
  const count = createTokenCount(estimate);
  for (const event of events) count.add(event);
  return count;
}

/** Tokens that the text of so many events comes to, without looking at what is told. */
function textOf(events: readonly unknown[]): number {
  return events.reduce((sum: number, event) => {
    const { text = '', otherTokens = 0 } = readModelEvent(event) ?? {};
    return sum + otherTokens + (text === '' ? 0 : Math.max(1, Math.round(text.length / 4)));
  }, 0);
}

describe.each(providers)('an answer of $provider', ({ examples, sources, date, failure }) => {
  it('is documented: where and when, three times at least', () => {
    expect(sources.length).toBeGreaterThan(0);
    expect(date).toMatch(/^2026-\d\d-\d\d$/);
    expect(examples.length).toBeGreaterThanOrEqual(3);
  });

  it.each(examples)('is counted as it was: $name', ({ streamed, usage, name }) => {
    const count = countOf(streamed);
    const told =
      usage.input === undefined ? { ...nothing, input: estimate.inputTokens, ...usage } : { ...nothing, ...usage };

    expect(count.unknownEvents(), name).toBe(0);
    expect(count.usage()).toEqual(told);
    expect(count.isEstimate()).toBe(usage.output === undefined);
  });

  it.each(examples.filter(({ whole }) => whole !== undefined))('is the same whole: $name', ({ whole, usage }) => {
    const count = countOf([whole]);

    expect(count.unknownEvents()).toBe(0);
    expect(count.usage()).toEqual({ ...nothing, ...usage });
    expect(count.isEstimate()).toBe(false);
  });

  it.each(examples.filter(({ streamed }) => streamed.length > 2))(
    'left in the middle, is what came: $name',
    (example) => {
      for (let read = 1; read < example.streamed.length; read += 1) {
        const came = example.streamed.slice(0, read);
        const { output, input, cachedInput, cacheWrite } = countOf(came).usage();

        expect(output).toBeGreaterThanOrEqual(Math.min(textOf(came), example.usage.output ?? 0));
        expect(input + cachedInput + cacheWrite).toBeGreaterThan(0);
      }
    },
  );

  it('that failed is no answer before it began, and what came after', () => {
    if (failure === undefined) return;
    const broken = countOf([failure]);
    expect(broken.unknownEvents()).toBe(0);
    for (const { streamed } of examples) {
      const came = streamed.slice(0, -1);
      expect(countOf([...came, failure]).usage()).toEqual(countOf(came).usage());
    }
  });
});
