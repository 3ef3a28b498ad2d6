import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

const daySeconds = 86_400;

describe('without any schedule', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ hasSchedules: false });
  });
  afterAll(() => service.stop());

  it('the first read after three cycles is right, and the ledger explains each of them', async () => {
    await service.open('idle', 'starter');
    await service.call('POST', '/accounts/idle/debits', { body: { credits: 300, category: 'ai' }, key: 'd' });
    await service.call('POST', '/local/clock', { body: { advanceSeconds: 93 * daySeconds } });
    const account = await service.call('GET', '/accounts/idle');
    expect(account.json).toMatchObject({ available: 1_000, seq: 8, cycle: { index: 3 } });
    const ledger = await service.call('GET', '/accounts/idle/ledger');
    const shape = ledger.json.entries.map((entry: { type: string; cycle: number; credits: number }) => [
      entry.type,
      entry.cycle,
      entry.credits,
    ]);
    expect(shape).toEqual([
      ['grant', 0, 1_000],
      ['debit', 0, 300],
      ['expiry', 0, 700],
      ['grant', 1, 1_000],
      ['expiry', 1, 1_000],
      ['grant', 2, 1_000],
      ['expiry', 2, 1_000],
      ['grant', 3, 1_000],
    ]);
    // What was reckoned is what is written once somebody changes the account.
    await service.call('POST', '/accounts/idle/debits', { body: { credits: 1, category: 'ai' }, key: 'e' });
    const written = await service.call('GET', '/accounts/idle/ledger');
    expect(written.json.entries.slice(0, 8)).toEqual(ledger.json.entries);
    const closings = [];
    for (const cycle of [0, 1, 2, 3]) {
      const { json } = await service.call('GET', `/accounts/idle/statements/${cycle}`);
      expect(json.final).toBe(cycle < 3);
      expect(json.opening).toEqual(closings.at(-1) ?? { available: 0, held: 0, overrun: 0 });
      closings.push(json.closing);
    }
    expect((await service.call('GET', '/accounts/idle/statements/4')).json.code).toBe('cycle-not-found');
  });
});

describe('a customer over two cycles', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.stop());

  it('changes plan, keeps logs, is refunded, and gets statements that add up', async () => {
    await service.open('ada', 'starter');
    const kept = { sku: 'platform.log-storage.gb-hour', quantity: 240 };
    const keep = await service.call('PUT', '/accounts/ada/standing-usage/logs', { body: kept, key: 'keep' });
    expect(keep.json).toMatchObject({
      entry: { standing: { usageId: 'logs', ...kept } },
      balance: { available: 1_000 },
    });
    const listed = await service.call('GET', '/accounts/ada/standing-usage');
    expect(listed.json.standingUsages).toMatchObject([{ ...kept, usageId: 'logs', creditsPerDay: 24 }]);
    const purchase = { packId: 'burst-1000', paymentId: 'pi_1' };
    await service.call('POST', '/accounts/ada/purchases', { body: purchase, key: 'buy' });
    const refund = await service.call('POST', '/accounts/ada/purchases/pi_1/refund', { key: 'refund' });
    expect(refund.json).toMatchObject({ entry: { type: 'refund', credits: 1_000, reverses: 3 } });
    await service.call('PUT', '/accounts/ada/plan', { body: { planId: 'team' }, key: 'up' });
    const down = await service.call('PUT', '/accounts/ada/plan', { body: { planId: 'free' }, key: 'down' });
    expect(down.json.entry).toMatchObject({ type: 'plan-change', credits: 0, planId: 'free' });

    const { json: before } = await service.call('GET', '/accounts/ada');
    expect(before).toMatchObject({ planId: 'team', nextPlanId: 'free' });
    await service.call('POST', '/local/clock', { body: { now: before.renewsAt } });
    const { json: after } = await service.call('GET', '/accounts/ada');
    expect(after).toMatchObject({ planId: 'free', available: 100, cycle: { index: 1 } });
    expect(after.nextPlanId).toBeUndefined();
    const lastMoment = new Date(Date.parse(before.renewsAt) - 1).toISOString();
    const { json: then } = await service.call('GET', `/accounts/ada?at=${lastMoment}`);
    expect(then).toMatchObject({ planId: 'team', nextPlanId: 'free', cycle: { index: 0 }, seq: then.through.seq });
    expect(then.through.seq).toBeLessThan(after.seq);
    expect(after.through).toBeUndefined();
    const { json: tooLate } = await service.call('GET', '/accounts/ada/limits?at=2999-01-01T00:00:00Z');
    expect(tooLate).toMatchObject({ status: 400, errors: [{ field: 'at' }] });

    const { json: statement } = await service.call('GET', '/accounts/ada/statements/0');
    expect(statement).toMatchObject({ final: true, planId: 'starter', closing: { available: 0 } });
    const sum = statement.movements.reduce((total: number, { credits }: { credits: number }) => total + credits, 0);
    expect(sum).toBeCloseTo(0, 6);
    const { text } = await service.call('GET', '/accounts/ada/statements/0?format=csv');
    const [header, opening, ...rows] = text.trimEnd().split('\r\n');
    expect(header).toBe('type,source,category,sku,packId,quantity,quantityHours,credits,overrun,debt,late,others');
    expect(opening).toBe('opening,,,,,,,0,0,0,,');
    expect(rows.some((row) => row.startsWith('used,,platform,platform.log-storage.gb-hour,,,'))).toBe(true);
    expect(rows.at(-1)).toBe('closing,,,,,,,0,0,0,,');
  });

  it('who closes the account keeps the ledger, and cannot spend, buy or open it again', async () => {
    await service.open('gone', 'free');
    const closed = await service.call('DELETE', '/accounts/gone', { key: 'close' });
    expect(closed.json).toMatchObject({ entry: { type: 'closure', credits: 100 }, balance: { available: 0 } });
    expect((await service.call('DELETE', '/accounts/gone', { key: 'close' })).text).toBe(closed.text);
    const requests = [
      service.call('POST', '/accounts/gone/debits', { body: { credits: 1, category: 'ai' }, key: 'a' }),
      service.call('POST', '/accounts/gone/purchases', { body: { packId: 'burst-1000', paymentId: 'p' }, key: 'b' }),
      service.call('PUT', '/accounts/gone', { body: { planId: 'free' }, key: 'c' }),
      service.call('PUT', '/accounts/gone/plan', { body: { planId: 'team' }, key: 'd' }),
      service.call('DELETE', '/accounts/gone/standing-usage/logs', { key: 'e' }),
    ];
    for (const reply of await Promise.all(requests)) expect(reply.json.code).toBe('account-closed');
    const gate = await service.call('GET', '/accounts/gone/access');
    expect(gate.json.ai).toMatchObject({ allowed: false, reason: 'closed' });
    expect((await service.call('GET', '/accounts/gone/ledger')).json.entries).toHaveLength(2);
  });

  it('what can’t be kept is refused by name', async () => {
    await service.open('keeper', 'free');
    const put = (body: unknown, key: string): Promise<{ json: { code: string } }> =>
      service.call('PUT', '/accounts/keeper/standing-usage/x', { body, key });
    expect((await put({ sku: 'platform.nothing', quantity: 1 }, 'a')).json.code).toBe('sku-unknown');
    expect((await put({ sku: 'ai.gpt-4o.input-token', quantity: 1 }, 'b')).json.code).toBe('sku-not-standing');
    const hours = 'platform.managed-support.hour';
    expect((await put({ sku: hours, quantity: 0 }, 'c')).json).toMatchObject({ errors: [{ field: 'quantity' }] });
    expect((await put({ sku: hours, quantity: 1_000_000 }, 'd')).json).toMatchObject({
      errors: [{ field: 'quantity' }],
    });
    const gigabytes = { sku: 'platform.log-storage.gb-hour', quantity: 999_999_999_999.9999 };
    expect((await put(gigabytes, 'huge')).json).toMatchObject({ errors: [{ field: 'quantity' }] });
    const end = await service.call('DELETE', '/accounts/keeper/standing-usage/x', { key: 'e' });
    expect(end.json.code).toBe('standing-usage-not-found');
  });

  it('a moved clock has its jobs run before it answers', async () => {
    await service.open('punctual', 'free');
    const { json: before } = await service.call('GET', '/accounts/punctual');
    await service.call('POST', '/local/clock', { body: { now: before.renewsAt } });
    // Due this instant: only what is stored can be in the ledger yet.
    const { json } = await service.call('GET', '/accounts/punctual/ledger');
    expect(json.entries.map(({ type }: { type: string }) => type)).toEqual(['grant', 'expiry', 'grant']);
  });
});
