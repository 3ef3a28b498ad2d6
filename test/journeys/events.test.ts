import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detailSchema, type EventType, eventTypes } from '../../shared/contract/events/event-types.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

interface SeenEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: {
    readonly metadata: { readonly id: string; readonly accountId: string; readonly seq: number };
    readonly data: object;
  };
}

describe('events', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.stop());

  function debit(accountId: string, credits: number, key = `debit ${credits}`): ReturnType<TestService['call']> {
    return service.call('POST', `/accounts/${accountId}/debits`, { body: { credits, category: 'ai' }, key });
  }

  /** The events published about an account, each held against the contract. */
  async function eventsOf(accountId: string): Promise<readonly SeenEvent[]> {
    const { json } = await service.call('GET', '/local/events');
    const events: readonly SeenEvent[] = json.events;
    for (const event of events) {
      expect(event.source).toBe('credits');
      const type = Object.values<EventType>(eventTypes).find(({ name }) => name === event['detail-type']);
      if (type === undefined) throw new Error(`no such event: ${event['detail-type']}`);
      expect(detailSchema(type).safeParse(event.detail).error).toBeUndefined();
    }
    return events.filter(({ detail }) => detail.metadata.accountId === accountId);
  }

  function names(events: readonly SeenEvent[]): readonly string[] {
    return events.map((event) => event['detail-type']);
  }

  it('tell of an account that runs dry, is refused, and gets credits again, each once', async () => {
    await service.open('dry', 'free');
    await debit('dry', 94);
    await debit('dry', 6);
    const refused = await debit('dry', 2, 'too much');
    await debit('dry', 2, 'too much');
    await service.call('POST', '/accounts/dry/adjustments', {
      body: { credits: 50, direction: 'add', reason: 'goodwill', actor: 'ada' },
      key: 'goodwill',
    });

    const events = await eventsOf('dry');

    expect(refused.status).toBe(402);
    expect(names(events)).toEqual([
      // The plan free warns at 20 and at 5.
      ...['BalanceFellBelowThreshold', 'BalanceFellBelowThreshold'],
      ...['CreditsExhausted', 'DebitRefused', 'CreditsRestored'],
    ]);
    expect(events[3]?.detail.data).toMatchObject({ idempotencyKey: 'too much', required: 2, shortfall: 2 });
  });

  it('tell nothing of a correction that found too little: no use was refused', async () => {
    await service.open('corrected', 'free');
    const body = { credits: 500, direction: 'remove', reason: 'granted twice', actor: 'ada' };
    const refused = await service.call('POST', '/accounts/corrected/adjustments', { body, key: 'correction' });

    expect(refused.json).toMatchObject({ code: 'insufficient-credits', shortfall: 400 });
    expect(await eventsOf('corrected')).toEqual([]);
  });

  it('tell of a thousand debits below a threshold nothing', async () => {
    await service.open('low', 'free');
    await debit('low', 97);
    const debits = Array.from({ length: 1_000 }, (_, index) => ({
      ...{ accountId: 'low', idempotencyKey: `small ${index}`, credits: 0.001, category: 'ai' },
    }));
    for (const half of [debits.slice(0, 500), debits.slice(500)])
      await service.call('POST', '/debits', { body: { debits: half } });

    expect(names(await eventsOf('low'))).toEqual(['BalanceFellBelowThreshold', 'BalanceFellBelowThreshold']);
  });

  it('tell of the renewal that the schedule wrote, and of what expired with it', async () => {
    await service.open('renewed', 'free');
    await debit('renewed', 10);
    await service.call('POST', '/local/clock', { body: { advanceSeconds: 32 * 86_400 } });

    expect(names(await eventsOf('renewed'))).toEqual(['CreditsExpired', 'CycleReset']);
  });

  it('tell of a hold whose time was up, and of the credits that came back', async () => {
    await service.open('held', 'free');
    const body = { credits: 100, category: 'ai', expiresInSeconds: 60 };
    const { json } = await service.call('POST', '/accounts/held/holds', { body, key: 'hold' });
    await service.call('POST', '/local/clock', { body: { advanceSeconds: 3_600 } });

    const events = await eventsOf('held');

    expect(names(events).slice(-3)).toEqual(['CreditsExhausted', 'HoldExpired', 'CreditsRestored']);
    expect(events.at(-2)?.detail.data).toEqual({ holdId: json.hold.holdId, credits: 100 });
  });

  it('ask for a top-up, which its purchase grants once', async () => {
    await service.open('topped', 'free');
    const body = { packId: 'burst-1000', threshold: 10, maxPerCycle: 1 };
    expect((await service.call('PUT', '/accounts/topped/auto-top-up', { body, key: 'set' })).status).toBe(200);
    await debit('topped', 95);
    const wanted = (await eventsOf('topped')).find((event) => event['detail-type'] === 'TopUpRequested');
    const { topUpRequest } = (await service.call('GET', '/accounts/topped')).json;
    const { requestId } = topUpRequest;
    expect(topUpRequest).toMatchObject({ state: 'requested', asked: 1 });
    const failures = '/accounts/topped/auto-top-up/failures';
    const failed = await service.call('POST', failures, { body: { requestId, reason: 'declined' } });
    expect([failed.status, failed.json.state, failed.json.reason]).toEqual([200, 'failed', 'declined']);
    await service.call('POST', '/local/clock', { body: { advanceSeconds: 3_600 } });
    const paymentId = 'pi_topped';
    for (const key of ['webhook', 'webhook again'])
      await service.call('POST', '/accounts/topped/purchases', { body: { packId: 'burst-1000', paymentId }, key });

    const events = await eventsOf('topped');
    const { json } = await service.call('GET', '/accounts/topped');
    expect(wanted?.detail.data).toEqual({ packId: 'burst-1000', available: 5, count: 1, requestId, asked: 1 });
    expect(json.topUpRequest).toMatchObject({ requestId, state: 'paid', failedAt: failed.json.failedAt });
    expect(json.topUpRequest.nextAskAt).toBeUndefined();
    expect(
      names(events)
        .filter((name) => name.startsWith('TopUp'))
        .toSorted(),
    ).toEqual(['TopUpFailed', 'TopUpRequested', 'TopUpRequested']);
    expect(json).toMatchObject({ available: 1_005, autoTopUp: body });
    const other = { ...body, packId: 'nothing-like-it' };
    const unknown = await service.call('PUT', '/accounts/topped/auto-top-up', { body: other, key: 'unknown' });
    expect(unknown.json.code).toBe('pack-unknown');
    expect((await service.call('DELETE', '/accounts/topped/auto-top-up', { key: 'end' })).status).toBe(200);
    expect((await service.call('GET', '/accounts/topped')).json.autoTopUp).toBeUndefined();
  });

  it('tell nothing of a replayed debit', async () => {
    await service.open('replayed', 'free');
    await debit('replayed', 95, 'once');
    await debit('replayed', 95, 'once');

    expect(names(await eventsOf('replayed'))).toEqual(['BalanceFellBelowThreshold']);
  });
});
