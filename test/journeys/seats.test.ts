import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

describe('a plan sold by the seat', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
    const price = { amount: 20, currency: 'USD', interval: 'month' };
    const plan = { credits: 1_000, perSeat: true, price };
    const published = await service.call('PUT', '/plans/by-seat', { body: plan });
    expect(published.json).toMatchObject({ credits: 1_000, perSeat: true });
  });
  afterAll(() => service.stop());

  const change = (accountId: string, body: object, key: string): ReturnType<TestService['call']> =>
    service.call('PUT', `/accounts/${accountId}/plan`, { body, key });

  it('grants its credits for each seat, changes them like a plan, and tells them in account, receipt and statement', async () => {
    const opening = { body: { planId: 'by-seat', seats: 3 }, key: 'open' };
    const opened = await service.call('PUT', '/accounts/acme', opening);
    expect(opened.json).toMatchObject({ available: 3_000, seats: 3 });
    const again = await service.call('PUT', '/accounts/acme', opening);
    expect([again.headers.get('idempotency-replayed'), again.text]).toEqual(['true', opened.text]);

    const more = await change('acme', { planId: 'by-seat', seats: 5 }, 'more');
    expect(more.json.entry).toMatchObject({ type: 'plan-change', planId: 'by-seat', seats: 5 });
    expect(more.json.entry.credits).toBeGreaterThan(1_990);
    expect((await change('acme', { planId: 'by-seat', seats: 5 }, 'more')).text).toBe(more.text);
    const fewer = await change('acme', { planId: 'by-seat', seats: 2 }, 'fewer');
    expect(fewer.json.entry).toMatchObject({ seats: 2, credits: 0 });
    expect(fewer.json.entry.effectiveAt).toBeDefined();

    const { json: before } = await service.call('GET', '/accounts/acme');
    expect(before).toMatchObject({ seats: 5, nextPlanId: 'by-seat', nextSeats: 2 });
    await service.call('POST', '/local/clock', { body: { now: before.renewsAt } });
    const { json: after } = await service.call('GET', '/accounts/acme');
    expect(after).toMatchObject({ seats: 2, available: 2_000, cycle: { index: 1 } });
    expect(after.nextSeats).toBeUndefined();
    expect((await service.call('GET', '/accounts/acme/statements/0')).json).toMatchObject({ seats: 3 });
    expect((await service.call('GET', '/accounts/acme/statements/1')).json).toMatchObject({ seats: 2 });
  });

  it('tells of other seats once they rule', async () => {
    await service.call('PUT', '/accounts/told', { body: { planId: 'by-seat' }, key: 'open told' });
    await change('told', { planId: 'by-seat', seats: 4 }, 'four');
    await service.consumed();
    const { json } = await service.call('GET', '/local/events');
    const told = json.events.filter(
      (event: { detail: { metadata: { accountId: string } } }) => event.detail.metadata.accountId === 'told',
    );
    expect(told).toMatchObject([
      { 'detail-type': 'PlanChanged', detail: { data: { from: 'by-seat', to: 'by-seat', seats: 4 } } },
    ]);
  });

  it('refuses seats where there are none, too many, and half ones, and changes nothing', async () => {
    const refused = await service.call('PUT', '/accounts/none', { body: { planId: 'team', seats: 2 }, key: 'none' });
    expect(refused.json).toMatchObject({ status: 422, code: 'plan-not-by-seat' });
    expect((await service.call('GET', '/accounts/none')).status).toBe(404);
    for (const seats of [0, 1.5, 10_001, '3'])
      expect((await change('acme', { planId: 'by-seat', seats }, `bad ${seats}`)).json).toMatchObject({
        status: 400,
        errors: [{ field: 'seats' }],
      });
    const large = { credits: 100_000, perSeat: true };
    expect((await service.call('PUT', '/plans/large', { body: large })).json).toMatchObject({
      status: 400,
      errors: [{ field: 'credits' }],
    });
  });
});
