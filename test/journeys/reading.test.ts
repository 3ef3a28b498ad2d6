import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const turn = [
  { sku: 'ai.gpt-4o.input-token', quantity: 374 },
  { sku: 'ai.gpt-4o.output-token', quantity: 44 },
];

describe('the gate and quotes', () => {
  it('tell whether work may start, for an amount or a usage', async () => {
    await service.open('gate', 'free');
    const ask = async (query: string): Promise<unknown> =>
      (await service.call('GET', `/accounts/gate/access${query}`)).json;
    expect(await ask('')).toMatchObject({ ai: { allowed: true }, read: { allowed: true } });
    expect(await ask('?credits=100&category=ai')).toMatchObject({ ai: { allowed: true } });
    expect(await ask('?credits=100.000001&category=ai')).toMatchObject({
      ai: { allowed: false, reason: 'insufficient-credits' },
      infrastructure: { allowed: true },
    });
    expect(await ask('?usage=ai.gpt-4o.input-token:400000,ai.gpt-4o.output-token:1')).toMatchObject({
      ai: { allowed: false },
    });
    expect(await ask('?credits=1&usage=ai.gpt-4o.input-token:4')).toMatchObject({
      status: 400,
      errors: [{ field: 'usage' }],
    });
    await service.call('POST', '/accounts/gate/debits', { body: { credits: 100, category: 'ai' }, key: 'all' });
    expect(await ask('')).toMatchObject({
      ai: { allowed: false, reason: 'exhausted', effect: 'paused', since: expect.any(String) },
      infrastructure: { allowed: false, reason: 'exhausted', effect: 'restricted' },
      platform: { allowed: false, reason: 'exhausted', effect: 'refused' },
      restore: { packs: [{ packId: 'burst-1000' }, { packId: 'burst-5000' }], renewsAt: expect.any(String) },
    });
  });

  it('price without spending, and say when or with what an account could pay', async () => {
    await service.open('quote', 'free');
    expect((await service.call('POST', '/quotes', { body: { usage: turn } })).json).toMatchObject({
      credits: 0.1375,
      category: 'ai',
      rateCard: '2026-11-01',
    });
    const { json } = await service.call('POST', '/quotes', { body: { credits: 1500, accountId: 'quote' } });
    expect(json.account).toMatchObject({
      available: 100,
      held: 0,
      reason: 'insufficient-credits',
      affordable: false,
      shortfall: 1400,
      earliest: null,
      renewals: null,
      pack: { packId: 'burst-1000', count: 2, credits: 2000, price: { amount: 24, currency: 'USD' } },
    });
    expect((await service.call('GET', '/accounts/quote')).json.seq).toBe(1);
    expect((await service.call('POST', '/quotes', { body: { credits: 1, accountId: 'nobody' } })).json).toMatchObject({
      code: 'account-not-found',
    });
  });
});

describe('the ledger', () => {
  it('pages through filters in both orders without gaps, and refuses a cursor that isn’t its own', async () => {
    await service.open('ledger');
    await service.open('ledger-2');
    for (let index = 0; index < 30; index += 1) {
      await service.call('POST', '/accounts/ledger/debits', {
        body: { credits: 1, category: index % 3 === 0 ? 'ai' : 'platform' },
        key: `k${index}`,
      });
    }
    const read = async (query: string): Promise<number[]> => {
      const seqs: number[] = [];
      let cursor: string | undefined;
      do {
        const { json } = await service.call(
          'GET',
          `/accounts/ledger/ledger?limit=7&${query}${cursor === undefined ? '' : `&cursor=${cursor}`}`,
        );
        seqs.push(...json.entries.map((entry: { seq: number }) => entry.seq));
        cursor = json.nextCursor;
      } while (cursor !== undefined);
      return seqs;
    };
    const all = Array.from({ length: 31 }, (_, index) => index + 1);
    expect(await read('')).toEqual(all);
    expect(await read('order=desc')).toEqual(all.toReversed());
    expect(await read('category=ai')).toEqual(all.filter((seq) => seq > 1 && (seq - 2) % 3 === 0));
    expect(await read('type=grant')).toEqual([1]);
    const page = await service.call('GET', '/accounts/ledger/ledger');
    const [, , third, fourth] = page.json.entries;
    const since = await read(`from=${third.at}`);
    expect(since).toEqual(all.filter((seq) => page.json.entries[seq - 1].at >= third.at));
    expect(await read(`order=desc&to=${fourth.at}`)).toEqual(
      all.filter((seq) => page.json.entries[seq - 1].at < fourth.at).toReversed(),
    );
    const first = await service.call('GET', '/accounts/ledger/ledger?limit=7');
    const foreign = await service.call('GET', `/accounts/ledger-2/ledger?limit=7&cursor=${first.json.nextCursor}`);
    expect(foreign.json).toMatchObject({ status: 400, errors: [{ field: 'cursor' }] });
    const edited = await service.call('GET', `/accounts/ledger/ledger?limit=7&cursor=1${first.json.nextCursor}`);
    expect(edited.json).toMatchObject({ status: 400, errors: [{ field: 'cursor' }] });
  });
});

describe('the clock', () => {
  it('moved over the boundary renews at once: the read is right before anything is written', async () => {
    const own = await startTestService();
    await own.open('clock', 'starter');
    await own.call('POST', '/accounts/clock/debits', { body: { credits: 400, category: 'ai' }, key: 'k' });
    const { renewsAt } = (await own.call('GET', '/accounts/clock')).json;
    expect((await own.call('POST', '/local/clock', { body: { now: renewsAt } })).status).toBe(200);
    expect((await own.call('GET', '/accounts/clock')).json).toMatchObject({
      available: 1000,
      cycle: { index: 1, start: renewsAt },
    });
    await own.call('POST', '/accounts/clock/debits', { body: { credits: 1, category: 'ai' }, key: 'k2' });
    const { entries } = (await own.call('GET', '/accounts/clock/ledger')).json;
    expect(entries.map((entry: { type: string; credits: number }) => [entry.type, entry.credits])).toEqual([
      ['grant', 1000],
      ['debit', 400],
      ['expiry', 600],
      ['grant', 1000],
      ['debit', 1],
    ]);
    expect((await own.call('POST', '/local/clock', { body: { now: '2020-01-01T00:00:00.000Z' } })).json).toMatchObject({
      status: 400,
      errors: [{ field: 'now' }],
    });
    await own.stop();
  });
});
