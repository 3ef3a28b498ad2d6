/** Reads that are polled have entity tags: nothing is sent twice, and nothing that changed is kept back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

const day = 86_400;
let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

async function tagOf(path: string): Promise<string> {
  const { status, headers } = await service.call('GET', path);
  expect(status).toBe(200);
  return headers.get('etag') ?? '';
}

/** The status of a read by one who has the answer with this tag. */
async function statusFor(path: string, etag: string): Promise<number> {
  const reply = await service.call('GET', path, { headers: { 'if-none-match': etag } });
  if (reply.status === 304) expect([reply.text, reply.headers.get('etag')]).toEqual(['', etag]);
  return reply.status;
}

let keys = 0;
async function change(method: string, path: string, body: object): Promise<void> {
  keys += 1;
  const { status, text } = await service.call(method, path, { body, key: `change ${keys}` });
  expect(status, text).toBeLessThan(300);
}

const paths: Readonly<Record<string, string>> = {
  'read-account': '/accounts/tags',
  'check-access': '/accounts/tags/access',
  'list-holds': '/accounts/tags/holds',
  'list-limits': '/accounts/tags/limits',
  'read-ledger': '/accounts/tags/ledger?limit=5',
  'read-statement': '/accounts/tags/statements/0',
  'read-plan': '/plans/team',
  'list-plans': '/plans',
  'read-rate-card': '/rate-cards/2026-11-01',
  'list-rate-cards': '/rate-cards',
};

describe('a read with a tag', () => {
  beforeAll(async () => {
    await service.open('tags');
    await change('POST', '/accounts/tags/debits', { credits: 1, category: 'ai' });
    await service.consumed();
  });

  it('is each of these', () => {
    const tagged = routeList.filter(({ isTagged }) => isTagged).map(({ id }) => id);
    expect(tagged.toSorted()).toEqual(Object.keys(paths).toSorted());
  });

  it.each(Object.entries(paths))('%s is 304 without a body as long as it says the same', async (_, path) => {
    const etag = await tagOf(path);
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    expect(await statusFor(path, etag)).toBe(304);
    expect(await statusFor(path, '"another"')).toBe(200);
  });

  it('has none where the present moment is in every answer', async () => {
    for (const path of ['/accounts/tags/insights', '/accounts/tags/usage', '/fleet', '/service-health'])
      expect(await tagOf(path)).toBe('');
  });
});

describe('a balance is sent anew', () => {
  it.each([
    ['a debit', (path: string) => change('POST', `${path}/debits`, { credits: 1, category: 'ai' })],
    ['a purchase', (path: string) => change('POST', `${path}/purchases`, { packId: 'burst-1000', paymentId: path })],
    ['a hold', (path: string) => change('POST', `${path}/holds`, { credits: 1, category: 'ai' })],
    ['a change of plan', (path: string) => change('PUT', `${path}/plan`, { planId: 'scale' })],
    [
      'the end of the cycle, which nobody has written',
      () => service.clock.moveTo(service.clock.nowMs() + 32 * day * 1e3),
    ],
  ])('after %s', async (name, happens) => {
    const accountId = name.replaceAll(/\W/g, '-');
    await service.open(accountId);
    const path = `/accounts/${accountId}`;
    const etag = await tagOf(path);
    expect(await statusFor(path, etag)).toBe(304);

    await happens(path);

    expect(await statusFor(path, etag)).toBe(200);
  });

  it('after a hold has expired by the clock alone, and after each step of a top-up', async () => {
    await service.open('steps', 'starter');
    const path = '/accounts/steps';
    await change('POST', `${path}/holds`, { credits: 50, category: 'ai', expiresInSeconds: 60 });
    const held = await tagOf(path);
    service.clock.moveTo(service.clock.nowMs() + 61_000);
    expect(await statusFor(path, held)).toBe(200);

    await change('PUT', `${path}/auto-top-up`, { packId: 'burst-1000', threshold: 200, maxPerCycle: 1 });
    const before = await tagOf(path);
    await change('POST', `${path}/debits`, { credits: 900, category: 'ai' });
    await service.consumed();
    expect(await statusFor(path, before)).toBe(200);
    const asked = await service.call('GET', path);
    const requestId = asked.json.topUpRequest.requestId;
    await service.call('POST', `${path}/auto-top-up/failures`, { body: { requestId, reason: 'declined' } });
    expect(await statusFor(path, asked.headers.get('etag') ?? '')).toBe(200);
    const failed = await tagOf(path);
    service.clock.moveTo(service.clock.nowMs() + 25 * 3_600_000);
    expect(await statusFor(path, failed)).toBe(200);
  });
});
