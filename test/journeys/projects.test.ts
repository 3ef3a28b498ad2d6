/** Two projects of one service: accounts of one id, and a catalogue each. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStillClock } from '../../infra/local/clock.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

const plan = { name: 'Try', credits: 10, cycle: 'month', packs: [{ packId: 'burst-1000', credits: 1 }] };

let service: TestService;
beforeAll(async () => {
  const clock = createStillClock(Date.parse('2026-12-01T12:00:00.000Z'));
  service = await startTestService({ clock });
  await service.open('acme');
  await service.call('PUT', '/test/plans/team', { body: plan });
  await service.call('PUT', '/test/accounts/acme', { body: { planId: 'team' }, key: 'open' });
});
afterAll(() => service.stop());

async function available(project: string): Promise<number> {
  return (await service.call('GET', `${project}/accounts/acme`)).json.available;
}

it('keeps balances, keys and payments of one id apart', async () => {
  const debit = (project: string) =>
    service.call('POST', `${project}/accounts/acme/debits`, { body: { credits: 3, category: 'ai' }, key: 'the same' });
  const buy = (project: string) =>
    service.call('POST', `${project}/accounts/acme/purchases`, {
      body: { packId: 'burst-1000', paymentId: 'pi_same' },
      key: 'buy',
    });

  expect([await available(''), await available('/test')]).toEqual([5_000, 10]);
  for (const project of ['', '/test']) {
    expect((await debit(project)).headers.get('idempotency-replayed'), project).toBeNull();
    expect((await buy(project)).status, project).toBe(201);
  }
  expect([await available(''), await available('/test')]).toEqual([5_997, 8]);
  expect((await debit('/test')).headers.get('idempotency-replayed')).toBe('true');
});

it('keeps plans, lists of accounts, names and roll-ups apart', async () => {
  await service.open('globex');
  await service.call('PUT', '/test/accounts/initech', { body: { planId: 'team' }, key: 'open' });
  await service.call('PUT', '/test/accounts/initech/details', { body: { name: 'Initech', actor: 'ada@example.com' } });
  await service.consumed();
  const idsOf = async (project: string): Promise<readonly string[]> =>
    (await service.call('GET', `${project}/accounts`)).json.accountIds.toSorted();
  const plans = (await service.call('GET', '/test/plans')).json.plans;
  const fleet = async (project: string): Promise<string> => (await service.call('GET', `${project}/fleet`)).text;

  expect(plans.map(({ planId, credits }: { planId: string; credits: number }) => [planId, credits])).toEqual([
    ['team', 10],
  ]);
  expect(await idsOf('/test')).toEqual(['acme', 'initech']);
  expect(await idsOf('')).toEqual(['acme', 'demo', 'globex']);
  expect(await fleet('/test')).toContain('initech');
  expect(await fleet('')).not.toContain('initech');
  expect((await service.call('GET', '/test/accounts/globex')).status).toBe(404);
  expect((await service.call('GET', '/test/accounts/acme/usage')).json).toMatchObject({ accountId: 'acme' });
});

it('tells events of each with a source and ids of its own', async () => {
  await service.consumed();
  const { events } = (await service.call('GET', '/local/events')).json;
  const ofAcme = (source: string): readonly string[] =>
    events
      .filter((event: { source: string; detail: { metadata: { accountId?: string } } }) => event.source === source)
      .filter((event: { detail: { metadata: { accountId?: string } } }) => event.detail.metadata.accountId === 'acme')
      .map((event: { detail: { metadata: { id: string } } }) => event.detail.metadata.id);

  await service.call('POST', '/test/accounts/acme/debits', { body: { credits: 100, category: 'ai' }, key: 'too much' });
  await service.consumed();
  const after = (await service.call('GET', '/local/events')).json.events.filter(
    (event: { source: string }) => event.source === 'credits.test',
  );
  expect(after.at(-1)).toMatchObject({
    'detail-type': 'DebitRefused',
    detail: { metadata: { project: 'test', accountId: 'acme', id: expect.stringMatching(/^test\/acme\//) } },
  });
  expect(ofAcme('credits').every((id) => !id.startsWith('test/'))).toBe(true);
});

it('charges usage that comes in as events to the project of the address that it came to', async () => {
  const before = [await available(''), await available('/test')];
  const data = { credits: 2, category: 'ai' };
  const event = {
    specversion: '1.0',
    id: '1',
    source: 'chat',
    type: 'turn',
    subject: 'acme',
    project: 'default',
    data,
  };
  const { status } = await fetch(`${service.url}/test/api/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify(event),
  });
  await service.consumed();

  expect(status).toBe(204);
  expect([await available(''), await available('/test')]).toEqual([before[0], Number(before[1]) - 2]);
});
