/** A promotion for AI alone: account, gate, quote, debit and refusal tell it alike, to the credit. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { present } from '../../shared/domain/present.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

it('is told by account, gate, quote, debit and statement, and spent on nothing else', async () => {
  await service.open('promoted', 'starter');
  const gift = { credits: 100, category: 'ai', reason: 'promotion', actor: 'ada' };
  const receipt = await service.call('POST', '/accounts/promoted/adjustments', { body: gift, key: 'gift' });
  const use = (credits: number, category: string, key: string) =>
    service.call('POST', '/accounts/promoted/debits', { body: { credits, category }, key });
  const quoted = async (credits: number, category?: string) => {
    const body = { credits, accountId: 'promoted', ...present({ category }) };
    return (await service.call('POST', '/quotes', { body })).json.account;
  };
  const availableFor = { ai: 1_100, infrastructure: 1_000, platform: 1_000 };

  expect(receipt.json).toMatchObject({ entry: { category: 'ai' }, slices: [{ grantId: 'adjustment-2-ai' }] });
  expect((await service.call('GET', '/accounts/promoted')).json).toMatchObject({
    available: 1_100,
    availableFor,
    grants: expect.arrayContaining([expect.objectContaining({ grantId: 'adjustment-2-ai', category: 'ai' })]),
  });
  expect((await service.call('GET', '/accounts/promoted/access?credits=1050')).json).toMatchObject({
    available: 1_100,
    availableFor,
    ai: { allowed: true },
    infrastructure: { allowed: false, reason: 'insufficient-credits' },
  });
  expect(await quoted(1_050, 'infrastructure')).toMatchObject({ affordable: false, available: 1_000, shortfall: 50 });
  expect(await quoted(1_050, 'ai')).toMatchObject({ affordable: true, available: 1_100 });
  expect(await quoted(1_050)).toMatchObject({ affordable: false, available: 1_000 });
  expect((await use(1_050, 'infrastructure', 'much')).json).toMatchObject({
    code: 'insufficient-credits',
    category: 'infrastructure',
    available: 1_000,
    shortfall: 50,
    detail: expect.stringContaining('1000 are available for infrastructure'),
  });

  await use(1_000, 'infrastructure', 'all of the rest');
  expect((await service.call('GET', '/accounts/promoted/access')).json).toMatchObject({
    ai: { allowed: true },
    infrastructure: { allowed: false, reason: 'insufficient-credits', effect: 'restricted' },
  });
  expect((await use(100, 'ai', 'what is left')).status).toBe(201);
  const { json: account } = await service.call('GET', '/accounts/promoted');
  expect(account).toMatchObject({ available: 0, state: 'exhausted' });
  expect(account.availableFor).toBeUndefined();
  const { json: statement } = await service.call('GET', '/accounts/promoted/statements/0');
  expect(statement.closing.available).toBe(0);
});

it('is refused beside a correction, which takes what pays for everything', async () => {
  await service.open('corrected', 'starter');
  const body = { credits: 5, direction: 'remove', category: 'ai', reason: 'a slip', actor: 'ada' };
  const { json } = await service.call('POST', '/accounts/corrected/adjustments', { body, key: 'removed' });
  expect(json).toMatchObject({ status: 400, errors: [{ field: 'category' }] });
});
