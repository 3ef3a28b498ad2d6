/** R33 over HTTP: from zero to a paid pack, and back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false, hasStream: true });
});
afterAll(() => service.stop());

const returnUrl = 'https://app.example.com/credits';

async function pay(url: string): Promise<Response> {
  const paid = await fetch(url, { method: 'POST', redirect: 'manual' });
  await service.consumed();
  return paid;
}

describe('a customer at zero', () => {
  it('pays for a pack, and the gate opens; paid twice, it is one', async () => {
    await service.open('acme', 'free');
    await service.call('POST', '/accounts/acme/debits', { key: 'all', body: { credits: 100, category: 'ai' } });
    expect((await service.call('GET', '/accounts/acme/access')).json.ai.allowed).toBe(false);

    const made = await service.call('POST', '/accounts/acme/checkouts', { body: { packId: 'burst-1000', returnUrl } });
    expect(made).toMatchObject({
      status: 201,
      json: { packId: 'burst-1000', credits: 1_000, price: { amount: 12, currency: 'USD' } },
    });
    expect((await service.call('GET', '/accounts/acme')).json.available).toBe(0);
    const paid = await pay(made.json.url);
    await pay(made.json.url);

    expect([paid.status, paid.headers.get('location')]).toEqual([303, returnUrl]);
    expect((await service.call('GET', '/accounts/acme')).json.available).toBe(1_000);
    expect((await service.call('GET', '/accounts/acme/access')).json.ai.allowed).toBe(true);
    const { entries } = (await service.call('GET', '/accounts/acme/ledger?type=grant')).json;
    expect(entries.filter(({ packId }: { packId?: string }) => packId !== undefined)).toMatchObject([
      { packId: 'burst-1000', paid: { amount: 12, currency: 'USD' }, caller: 'payments/local' },
    ]);
    const events = (await service.call('GET', '/local/events')).json.events.map(
      (event: { 'detail-type': string }) => event['detail-type'],
    );
    expect(events).toContain('CreditsRestored');
  });

  it('finds their payments on the provider’s page once they have paid', async () => {
    await service.open('paying', 'free');
    const ask = () => service.call('POST', '/accounts/paying/customer-portal', { body: { returnUrl } });
    expect((await ask()).json.code).toBe('customer-unknown');
    const made = await service.call('POST', '/accounts/paying/checkouts', {
      body: { packId: 'burst-1000', returnUrl },
    });
    await pay(made.json.url);
    expect((await ask()).status).toBe(201);
  });

  it('is told what can’t be sold', async () => {
    await service.open('asking', 'free');
    const ask = (accountId: string, body: object) => service.call('POST', `/accounts/${accountId}/checkouts`, { body });
    expect((await ask('nobody', { packId: 'burst-1000', returnUrl })).json.code).toBe('account-not-found');
    expect((await ask('asking', { packId: 'none', returnUrl })).json.code).toBe('pack-unknown');
    for (const wrong of [
      'javascript:alert(1)',
      '//evil.example',
      'https://',
      'ftp://a.example/',
      'https://a.example/ b',
    ])
      expect((await ask('asking', { packId: 'burst-1000', returnUrl: wrong })).status, wrong).toBe(400);
  });

  it('gets a disputed pack back when it is won, whatever comes first', async () => {
    await service.open('disputing', 'free');
    const made = await service.call('POST', '/accounts/disputing/checkouts', {
      body: { packId: 'burst-1000', returnUrl },
    });
    await pay(made.json.url);
    const { entries } = (await service.call('GET', '/accounts/disputing/ledger')).json;
    const { paymentId } = entries.find((entry: { packId?: string }) => entry.packId !== undefined);
    const tell = (type: string, status: string) =>
      service.tell({
        ...{ id: `evt_${type}`, object: 'event', type, created: 1_795_371_400, livemode: false },
        data: { object: { id: 'du_1', amount: 1200, currency: 'usd', payment_intent: paymentId, status } },
      });
    await tell('charge.dispute.created', 'needs_response');
    expect((await service.call('GET', '/accounts/disputing')).json.available).toBe(100);
    await tell('charge.dispute.closed', 'won');
    await tell('charge.dispute.updated', 'under_review');
    expect((await service.call('GET', '/accounts/disputing')).json.available).toBe(1_100);
  });
});
