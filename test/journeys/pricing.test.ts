/** Tiers, other names and cards that are refused, over the wire. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../support/service/reply.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

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

describe('a card of a plan', () => {
  it('prices its accounts wherever something is priced, and the general one all others', async () => {
    const own = await startTestService({ hasSchedules: false });
    const put = async (version: string, body: object): Promise<void> => {
      expect(await own.call('PUT', `/rate-cards/${version}`, { body })).toMatchObject({ status: 200 });
      own.clock.moveTo(own.clock.nowMs() + 180_000);
    };
    const log = { sku: 'platform.log.gb-hour', category: 'platform', per: 1, unit: 'GB-hour' };
    await put('general', { prices: [price, { ...log, credits: 1 }] });
    await put('of-team', {
      planId: 'team',
      prices: [
        { ...price, credits: 2 },
        { ...log, credits: 0.5 },
      ],
    });
    await put('general-later', {
      prices: [
        { ...price, credits: 4 },
        { ...log, credits: 2 },
      ],
    });
    const usage = [{ sku: price.sku, quantity: 1_000 }];
    const results: Record<string, unknown> = {};
    for (const planId of ['team', 'starter']) {
      await own.open(planId, planId);
      const at = `/accounts/${planId}`;
      const call = async (path: string, body: object): Promise<Reply['json']> =>
        (await own.call('POST', path, { body, key: `${path} ${planId}` })).json;
      const { hold } = await call(`${at}/holds`, { usage, expiresInSeconds: 600 });
      const reported = await call(`${at}/holds/${hold.holdId}/usage`, { usage });
      const captured = await call(`${at}/holds/${hold.holdId}/capture`, { usage });
      const debited = await call(`${at}/debits`, { usage });
      const quoted = await call('/quotes', { usage, accountId: planId });
      await own.call('PUT', `${at}/standing-usage/logs`, {
        body: { sku: log.sku, quantity: 1 },
        key: `keep ${planId}`,
      });
      results[planId] = [
        hold.credits,
        reported.hold.used,
        captured.entry.credits,
        debited.rateCard,
        debited.entry.credits,
        quoted.credits,
      ];
    }
    expect(results).toEqual({ team: [2, 2, 2, 'of-team', 2, 2], starter: [4, 4, 4, 'general-later', 4, 4] });
    expect((await own.call('GET', '/rate-cards')).json).toMatchObject({ inEffect: 'general-later' });

    // What is kept over time goes by the same cards: a later general one changes nothing for the plan.
    await put('general-last', {
      prices: [
        { ...price, credits: 4 },
        { ...log, credits: 3 },
      ],
    });
    own.clock.moveTo(own.clock.nowMs() + 30 * 3_600_000);
    const keptBy = async (accountId: string): Promise<unknown> => {
      await own.call('POST', `/accounts/${accountId}/debits`, { body: { usage }, key: `late ${accountId}` });
      return (await own.call('GET', `/accounts/${accountId}/standing-usage`)).json.standingUsages[0].rateCard;
    };
    expect([await keptBy('team'), await keptBy('starter')]).toEqual(['of-team', 'general-last']);
    await own.stop();
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
