import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const hourMs = 3_600_000;
const daySeconds = 86_400;

it('goodwill given five hours before the boundary lasts as long as it says', async () => {
  const { json: opened } = await service.open('late', 'starter');
  const secondsLeft = (Date.parse(opened.renewsAt) - (await serviceNowMs())) / 1_000;
  await service.call('POST', '/local/clock', { body: { advanceSeconds: Math.floor(secondsLeft) - 5 * 3_600 } });
  const expiresAt = new Date(Date.parse(opened.renewsAt) + 48 * hourMs).toISOString();
  const gift = { credits: 75, expiresAt, reason: 'goodwill', actor: 'ada' };

  const receipt = await service.call('POST', '/accounts/late/adjustments', { body: gift, key: 'gift' });
  await service.call('POST', '/local/clock', { body: { advanceSeconds: daySeconds } });
  const after = await service.call('GET', '/accounts/late');
  const statement = await service.call('GET', '/accounts/late/statements/1');
  await service.call('POST', '/local/clock', { body: { advanceSeconds: 2 * daySeconds } });
  const later = await service.call('GET', '/accounts/late');

  expect(receipt.json.entry).toMatchObject({ type: 'grant', credits: 75, expiresAt });
  expect(after.json).toMatchObject({ available: 1_075, cycle: { index: 1 } });
  expect(after.json.grants).toContainEqual(expect.objectContaining({ source: 'adjustment', remaining: 75, expiresAt }));
  expect(statement.json).toMatchObject({ opening: { available: 75 }, closing: { available: 1_075 } });
  expect(later.json.available).toBe(1_000);
});

it('an end that is over, or beside credits that are taken, changes nothing', async () => {
  await service.open('bounds', 'starter');
  const asked = { credits: 5, reason: 'goodwill', actor: 'ada' };
  const post = (more: object, key: string) =>
    service.call('POST', '/accounts/bounds/adjustments', { body: { ...asked, ...more }, key });

  expect((await post({ expiresAt: '2001-01-01T00:00:00Z' }, 'past')).json).toMatchObject({
    status: 422,
    code: 'expiry-out-of-range',
  });
  const soon = new Date((await serviceNowMs()) + hourMs).toISOString();
  expect((await post({ expiresAt: soon, direction: 'remove' }, 'removed')).json).toMatchObject({
    status: 400,
    errors: [{ field: 'expiresAt' }],
  });
  expect((await service.call('GET', '/accounts/bounds')).json).toMatchObject({ available: 1_000, seq: 1 });
});

async function serviceNowMs(): Promise<number> {
  const { json } = await service.call('GET', '/local/clock');
  return Date.parse(json.now);
}
