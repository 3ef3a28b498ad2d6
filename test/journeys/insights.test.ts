import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCreditsClient } from '../../shared/client/credits-client.ts';
import { hourMs } from '../../shared/domain/time.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
  // A starter's 1,000 credits: 20 days at 30 a day leave 400, 13 days more.
  await service.open('acme', 'starter');
  await service.open('young', 'starter');
  for (let halfDays = 0; halfDays < 40; halfDays += 1) {
    const body = { credits: 15, category: halfDays % 2 === 0 ? 'ai' : 'infrastructure' };
    const { status } = await service.call('POST', '/accounts/acme/debits', { body, key: `${halfDays}` });
    expect(status).toBe(201);
    service.clock.moveTo(service.clock.nowMs() + 12 * hourMs);
  }
});
afterAll(() => service.stop());

describe('insights over HTTP', () => {
  it('say how fast credits go, when they run out and what to do about it', async () => {
    const { json } = await service.call('GET', '/accounts/acme/insights');

    expect(json).toMatchObject({ accountId: 'acme', available: 400, through: { seq: 41 } });
    expect(json.burn.total.lastWeek).toEqual({ credits: 210, perHour: 1.25, perDay: 30 });
    expect(json.burn.byCategory.ai.lastWeek.credits).toBe(105);
    expect(json.burn.spans.lastWeek.end).toMatch(/:00:00\.000Z$/);
    expect(json.burn.total.previousCycle).toBeUndefined();
    expect(json.runOut.status).toBe('forecast');
    expect(json.runOut.earliest).toBeNull();
    expect(json.runOut.leftAtRenewal.likely).toBeGreaterThan(50);
    expect(json.runOut.leftAtRenewal.likely).toBeLessThan(130);
    expect(json.waste).toEqual({ cycles: [], total: { granted: 0, unused: 0, share: null } });
    expect(json).not.toHaveProperty('advice.0.detail');
  });

  it('say how the last cycles would have gone on every plan, unless they are asked not to', async () => {
    const { json } = await service.call('GET', '/accounts/acme/insights');
    const brief = await service.call('GET', '/accounts/acme/insights?planFit=false');

    expect(json.planFit.advice).toMatchObject({ kind: 'abstain', because: 'history-short' });
    expect(brief.json).not.toHaveProperty('planFit');
    expect((await service.call('GET', '/accounts/acme/insights?planFit=maybe')).json.errors).toEqual([
      { field: 'planFit', message: 'must be one of true, false' },
    ]);
  });

  it('say why nothing is foretold of a young account, and when it will be', async () => {
    const { json } = await service.call('GET', '/accounts/young/insights');

    expect(json.runOut).toMatchObject({ status: 'abstains', reason: 'use-rare', usedHours: 0, usedHoursMin: 4 });
    expect((await service.call('GET', '/accounts/nobody/insights')).json.code).toBe('account-not-found');
  });

  it('come with a quote that is asked for an outlook', async () => {
    const quote = async (body: object): ReturnType<TestService['call']> => service.call('POST', '/quotes', { body });

    const { account } = (await quote({ credits: 300, accountId: 'acme', outlook: true })).json;

    expect(account).toMatchObject({ affordable: true, renewals: 0, pack: null });
    expect(account.outlook).toMatchObject({
      status: 'forecast',
      fits: 'unlikely',
      leaves: 100,
      renewsAt: expect.any(String),
    });
    expect(account.outlook.missing).toBeCloseTo(account.outlook.expectedUse.likely - 100, 4);
    expect(account.outlook.pack).toMatchObject({ packId: 'burst-1000', count: 1, price: { amount: 12 } });
    expect((await quote({ credits: 1, outlook: true })).json).toEqual({ credits: 1 });
  });

  it('are a method of the client', async () => {
    const client = createCreditsClient({ url: service.url, credentials: async () => undefined });

    const answer = await client.readInsights({ accountId: 'acme' });

    expect(answer).toMatchObject({ kind: 'done', value: { available: 400, runOut: { status: 'forecast' } } });
  });

  it('say which plan the last whole months would have cost least on, and why nothing is said after fewer', async () => {
    const young = await service.call('GET', '/accounts/acme/insights');
    await service.open('steady', 'team');
    for (let months = 0; months < 3; months += 1) {
      const body = { credits: 900, category: 'ai' };
      await service.call('POST', '/accounts/steady/debits', { body, key: `${months}` });
      service.clock.moveTo(service.clock.nowMs() + 31 * 24 * hourMs);
    }

    const { json } = await service.call('GET', '/accounts/steady/insights');
    const without = await service.call('GET', '/accounts/steady/insights?planFit=false');

    expect(young.json.planFit.advice).toMatchObject({ kind: 'abstain', because: 'history-short' });
    const saving = { amount: 105, currency: 'USD', perCycle: 35 };
    expect(json.planFit.advice).toMatchObject({ kind: 'change', planId: 'starter', saving });
    expect(json.planFit.real).toMatchObject({ cost: 135, wasted: 12_300, used: 2_700 });
    const plans = json.planFit.plans.map((plan: Record<string, unknown>) => [
      plan['planId'],
      plan['cost'],
      plan['wasted'],
    ]);
    expect(plans).toEqual([
      ['team', 135, 12_300],
      ['starter', 30, 300],
      ['free', 36, 600],
      ['scale', 1_200, 147_300],
    ]);
    expect(without.json).not.toHaveProperty('planFit');
  });
});
