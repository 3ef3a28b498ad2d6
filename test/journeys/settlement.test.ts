/** Work that ran is paid, whatever its hold, its prices or its worker do meanwhile. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAccount } from '../../shared/client/cli/verify.ts';
import { createHttpClient } from '../../shared/client/http-client.ts';
import type { Reply } from '../support/service/reply.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
});
afterAll(() => service.stop());

const post = (path: string, body: unknown, key: string): Promise<Reply> =>
  service.call('POST', `/accounts/${path}`, { body, key });

/** A hold of 10 credits on an account that has nothing else left, of a plan with a cap of 2. */
async function lastCredits(accountId: string, more: object = {}): Promise<string> {
  await service.open(accountId, 'free');
  const body = { credits: 10, category: 'ai', expiresInSeconds: 600, ...more };
  const { json } = await post(`${accountId}/holds`, body, 'hold');
  expect((await post(`${accountId}/debits`, { credits: 90, category: 'ai' }, 'rest')).status).toBe(201);
  return json.hold.holdId;
}

async function elapse(seconds: number): Promise<void> {
  await service.call('POST', '/local/clock', { body: { advanceSeconds: seconds } });
}

async function newest(accountId: string): Promise<Record<string, unknown>> {
  return (await service.call('GET', `/accounts/${accountId}/ledger?order=desc&limit=1`)).json.entries[0];
}

describe('a capture of more than anything covers', () => {
  it.each(['complete', 'pause'])(
    'charges hold, balance and cap, and says what is left, under %s',
    async (whenExhausted) => {
      const id = `beyond-${whenExhausted}`;
      const hold = await lastCredits(id, { whenExhausted });

      const settled = await post(`${id}/holds/${hold}/capture`, { credits: 100 }, 'capture');

      expect(settled.status, settled.text).toBe(201);
      expect(settled.json.entry).toMatchObject({ type: 'capture', credits: 12, overrun: 2, uncovered: 88 });
      expect(settled.json).toMatchObject({ balance: { available: 0, held: 0, overrun: 2 } });
      const kept = await newest(id);
      expect(kept).toMatchObject({ credits: 12, overrun: 2, uncovered: 88 });
    },
  );

  it('counts against a spending limit, which takes nothing off it', async () => {
    await service.open('limited', 'free');
    await service.call('PUT', '/accounts/limited/limits/ai', { body: { credits: 20, category: 'ai' }, key: 'limit' });
    const { json } = await post('limited/holds', { credits: 10, category: 'ai', expiresInSeconds: 600 }, 'hold');

    const settled = await post(`limited/holds/${json.hold.holdId}/capture`, { credits: 50 }, 'capture');

    expect(settled.json.entry.credits).toBe(50);
    const { limits } = (await service.call('GET', '/accounts/limited/limits')).json;
    expect(limits).toMatchObject([{ limitId: 'ai', used: 50 }]);
    expect((await post('limited/debits', { credits: 1, category: 'ai' }, 'more')).json.code).toBe('limit-reached');
  });
});

describe('a report', () => {
  it('that tells of a tenth more is charged though its worker dies at once', async () => {
    await service.open('killed', 'free');
    const { json } = await post('killed/holds', { credits: 10, category: 'ai', expiresInSeconds: 60 }, 'hold');
    const report = await post(`killed/holds/${json.hold.holdId}/usage`, { credits: 9.9 }, 'report');
    expect(report.json).toMatchObject({ decision: 'continue', hold: { used: 9.9 } });
    expect((await newest('killed'))['type']).toBe('report');

    await elapse(61);

    expect((await service.call('GET', '/accounts/killed')).json).toMatchObject({ available: 90.1, held: 0 });
    expect((await post('killed/debits', { credits: 0.1, category: 'ai' }, 'next')).status).toBe(201);
    const entries = (await service.call('GET', '/accounts/killed/ledger')).json.entries;
    expect(entries.find(({ type }: { type: string }) => type === 'hold-expiry')).toMatchObject({ credits: 9.9 });
  });

  it('that is stored remembers its key, also after the hold is settled', async () => {
    await service.open('keyed', 'free');
    const { json } = await post('keyed/holds', { credits: 10, category: 'ai', expiresInSeconds: 600 }, 'hold');
    const work = `keyed/holds/${json.hold.holdId}`;
    const first = await post(`${work}/usage`, { credits: 5 }, 'K');
    expect(first.status).toBe(200);

    expect((await post(`${work}/usage`, { credits: 8 }, 'K')).json).toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
    });
    expect((await post('keyed/debits', { credits: 1, category: 'ai' }, 'K')).json).toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
    });
    await post(`${work}/capture`, { credits: 6 }, 'capture');
    const again = await post(`${work}/usage`, { credits: 5 }, 'K');
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });
});

describe('work in progress when prices change', () => {
  it('is priced by the rate card that it was authorized under: a price that rises or goes changes nothing for it', async () => {
    const sku = 'ai.pinned.token';
    const card = async (version: string, prices: readonly object[]): Promise<void> => {
      const effectiveFrom = new Date(service.clock.nowMs() + 180_000).toISOString();
      const put = await service.call('PUT', `/rate-cards/${version}`, {
        body: { effectiveFrom, prices },
        key: version,
      });
      expect(put.status, put.text).toBeLessThan(300);
      await elapse(400);
    };
    const other = { sku: 'ai.other.token', category: 'ai', credits: 1, per: 1 };
    const usage = [{ sku, quantity: 10_000 }];
    await card('pinned-a', [{ sku, category: 'ai', credits: 1, per: 1_000 }]);
    await service.open('pinned', 'team');
    const hold = async (key: string): Promise<string> => {
      const { json } = await post('pinned/holds', { usage, expiresInSeconds: 7_200 }, key);
      expect(json.hold).toMatchObject({ credits: 10, rateCard: 'pinned-a' });
      return `pinned/holds/${json.hold.holdId}`;
    };
    const [dearer, gone] = [await hold('dearer'), await hold('gone')];

    await card('pinned-b', [{ sku, category: 'ai', credits: 10, per: 1_000 }, other]);
    const captured = await post(`${dearer}/capture`, { usage }, 'capture dearer');
    expect(captured.json).toMatchObject({ entry: { credits: 10 }, rateCard: 'pinned-a' });
    await card('pinned-c', [other]);
    expect((await post(`${gone}/usage`, { usage: [{ sku, quantity: 4_000 }] }, 'report')).json).toMatchObject({
      decision: 'continue',
      hold: { used: 4 },
    });
    expect((await post(`${gone}/capture`, { usage }, 'capture gone')).json).toMatchObject({
      entry: { credits: 10 },
      rateCard: 'pinned-a',
    });
    expect((await post('pinned/debits', { usage }, 'fresh')).json).toMatchObject({ status: 422, code: 'sku-unknown' });
  });
});

describe('the verifier', () => {
  it('finds no breach in a hold whose time is up and whose expiry is not written yet', async () => {
    await service.open('unswept', 'free');
    await post('unswept/holds', { credits: 10, category: 'ai', expiresInSeconds: 1 }, 'hold');
    await post('unswept/holds', { credits: 5, category: 'ai', expiresInSeconds: 600 }, 'longer');
    await elapse(2);

    const report = await verifyAccount(createHttpClient(service.url), 'unswept');

    expect(report).toMatchObject({ findings: [], isSettled: false, entries: 3 });
  });
});
