/** Whatever becomes of a provider's events: what was read is never free, and never dearer than it could have been. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModelEvent } from '../../../shared/client/models/read-model-event.ts';
import { countedThings } from '../../../shared/domain/catalogue/model-usage.ts';
import { estimate, readCharged } from '../../support/service/charged-events.ts';
import { providers } from './fixtures/providers.ts';
import { inside, mutate, mutation } from './mutations.ts';

const examples = providers.flatMap(({ provider, examples: each }) =>
  each.map(({ name, streamed }) => ({ name: `${provider}: ${name}`, streamed })),
);

/** Every text in an event, whatever it says. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return textsIn(inside(value));
  if (typeof value !== 'object' || value === null || value instanceof Error) return [];
  return Object.values(value).flatMap(textsIn);
}

/** Texts that the unchanged events generate. */
function generatedIn(events: readonly unknown[]): readonly string[] {
  const texts = events.map((event) => readModelEvent(event)?.text ?? '').filter((text) => text.length > 3);
  return texts.flatMap((text) => (text.length > 8 ? [text.slice(0, 8)] : [text]));
}

function toldAtMost(events: readonly unknown[]): number {
  return events.reduce((sum: number, event) => {
    const usage = readModelEvent(event)?.told?.usage ?? {};
    const { input = 0, output = 0, cachedInput = 0, cacheWrite = 0 } = usage;
    return countedThings.reduce(
      (all, thing) => all + (usage[thing] ?? 0),
      sum + input + output + cachedInput + cacheWrite,
    );
  }, 0);
}

describe('events that were changed on their way', () => {
  it('are never free where text was shown, and never dearer than the estimate, the text and what was told', async () => {
    const runs = { shown: 0, notUnderstood: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...examples),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        fc.nat(14),
        async ({ streamed }, mutations, eventsMax) => {
          const events = mutate(streamed, mutations);
          const generated = generatedIn(streamed);
          const { shown, charged } = await readCharged(events, eventsMax + 1);
          const used = charged();
          if (used === 'open') throw new Error('not settled');
          const total = used === 'released' ? 0 : [...used.values()].reduce((sum, quantity) => sum + quantity, 0);
          const texts = shown.flatMap(textsIn);

          if (shown.length === 0) expect(used).toBe('released');
          if (texts.some((text) => generated.some((each) => text.includes(each)))) {
            runs.shown += 1;
            expect(total).toBeGreaterThan(0);
          }
          if (shown.length === 0 && events.length > 0) runs.notUnderstood += 1;
          const textMax = texts.reduce((sum, text) => sum + Math.max(1, text.length), shown.length);
          expect(total).toBeLessThanOrEqual(estimate.inputTokens + estimate.outputTokens + textMax + toldAtMost(shown));
        },
      ),
      { numRuns: Number(process.env['RUNS'] ?? 4000), seed: Number(process.env['SEED'] ?? 20) },
    );

    expect(runs.shown).toBeGreaterThan(1_000);
    expect(runs.notUnderstood).toBeGreaterThan(50);
  });

  it('of no known shape end the call before anything is shown', async () => {
    const { shown, charged } = await readCharged([{ hello: 'world' }, ...(examples[0]?.streamed ?? [])], 99);

    expect(shown).toEqual([]);
    expect(charged()).toBe('released');
  });

  it('of no known shape in the middle count as what was estimated, unless the provider tells after them', async () => {
    const piece = { choices: [{ delta: { content: 'word' } }] };
    const usage = { prompt_tokens: 9, completion_tokens: 7 };
    const charges = async (...events: readonly unknown[]): Promise<unknown> =>
      (await readCharged(events, 99)).charged();

    expect(await charges(piece, { hello: 'world' })).toEqual(new Map([['out', 40]]));
    expect(await charges(...Array.from({ length: 50 }, () => piece), { hello: 'world' })).toEqual(
      new Map([['out', 50]]),
    );
    expect(await charges(piece, { hello: 'world' }, { choices: [], usage })).toEqual(
      new Map([
        ['in', 9],
        ['out', 7],
      ]),
    );
    expect(await charges(piece, { choices: [], usage }, { hello: 'world' })).toEqual(
      new Map([
        ['in', 9],
        ['out', 40],
      ]),
    );
  });
});
