/** Tiers, other names and cards that are refused, over the wire. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
});
afterAll(() => service.stop());

async function publish(
  version: string,
  body: object,
): Promise<{ readonly status: number; readonly json: { readonly errors?: unknown } }> {
  const answer = await service.call('PUT', `/rate-cards/${version}`, { body });
  if (answer.status === 200) service.clock.moveTo(service.clock.nowMs() + 180_000);
  return answer;
}

const price = { sku: 'ai.m.input-token', category: 'ai', credits: 3, per: 1_000 };
const step = { above: 200_000, credits: 6, per: 1_000 };

describe('a price in tiers', () => {
  it('is told as it was published, and charges any caller a long context in full', async () => {
    const tiers = { mode: 'threshold', of: 'prompt', steps: [step] };
    const prices = [
      { ...price, countsAs: 'prompt', tiers },
      { sku: 'ai.m.cached-input-token', category: 'ai', credits: 0.3, per: 1_000, countsAs: 'prompt' },
      {
        sku: 'infrastructure.run',
        category: 'infrastructure',
        credits: 2,
        per: 1,
        tiers: { mode: 'graduated', steps: [{ above: 10, credits: 1, per: 1 }] },
      },
    ];
    expect(await publish('tiered', { prices, aliases: { 'ai.openai/m': 'ai.m' } })).toMatchObject({ status: 200 });
    expect((await service.call('GET', '/rate-cards/tiered')).json).toMatchObject({
      prices,
      aliases: { 'ai.openai/m': 'ai.m' },
    });
    await service.open('long', 'team');
    const debit = async (key: string, ...usage: readonly object[]): Promise<unknown> =>
      (await service.call('POST', '/accounts/long/debits', { key, body: { usage } })).json;

    expect(await debit('short', { sku: 'ai.m.input-token', quantity: 200_000 })).toMatchObject({
      entry: { credits: 600 },
    });
    expect(
      await debit(
        'long',
        { sku: 'ai.openai/m.input-token', quantity: 150_000 },
        { sku: 'ai.m.cached-input-token', quantity: 60_000 },
      ),
    ).toMatchObject({
      entry: { credits: 918 },
      lines: [{ sku: 'ai.m.input-token', credits: 900 }, { credits: 18 }],
    });
    expect(await debit('runs', { sku: 'infrastructure.run', quantity: 12 })).toMatchObject({ entry: { credits: 22 } });
  });

  it.each([
    [
      'steps out of order',
      { prices: [{ ...price, tiers: { mode: 'graduated', steps: [step, { ...step, above: 9 }] } }] },
    ],
    ['no steps', { prices: [{ ...price, tiers: { mode: 'graduated', steps: [] } }] }],
    [
      'a counter for graduated tiers',
      { prices: [{ ...price, tiers: { mode: 'graduated', of: 'prompt', steps: [step] } }] },
    ],
    ['another mode', { prices: [{ ...price, tiers: { mode: 'volume', steps: [step] } }] }],
    ['an alias of what has no price', { prices: [price], aliases: { 'ai.openai/m': 'ai.n' } }],
  ])('is refused with %s', async (_name, body) => {
    expect((await publish('refused', body)).status).toBe(400);
  });
});

describe('the demonstration catalogue', () => {
  it('prices a model by the name that LiteLLM has for it', async () => {
    const other = await startTestService({ hasSchedules: false });
    const quote = async (sku: string): Promise<unknown> =>
      (await other.call('POST', '/quotes', { body: { usage: [{ sku, quantity: 1_000 }] } })).json;

    expect(await quote('ai.openai/gpt-4o.input-token')).toMatchObject({ credits: 0.25 });
    expect(await quote('ai.openai/gpt-4o.input-token')).toEqual(await quote('ai.gpt-4o.input-token'));
    await other.stop();
  });
});
