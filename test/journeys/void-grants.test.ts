/** A gift that was a mistake is ended, and everything that is read says the same of it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const why = { reason: 'given to the wrong account', actor: 'ada@example.com' };

it('account, ledger, statement, usage and export agree on what was used of it and what was forfeited', async () => {
  await service.open('gifted', 'starter');
  const soon = new Date((await serviceNowMs()) + 3_600_000).toISOString();
  const gift = { credits: 75, expiresAt: soon, reason: 'goodwill', actor: 'ada' };
  await service.call('POST', '/accounts/gifted/adjustments', { body: gift, key: 'gift' });
  await service.call('POST', '/accounts/gifted/debits', { body: { credits: 25, category: 'ai' }, key: 'used' });

  const receipt = await service.call('POST', '/accounts/gifted/grants/adjustment-2/void', { body: why, key: 'void' });
  const again = await service.call('POST', '/accounts/gifted/grants/adjustment-2/void', { body: why, key: 'void' });
  const other = await service.call('POST', '/accounts/gifted/grants/adjustment-2/void', { body: why, key: 'other' });
  const { json: account } = await service.call('GET', '/accounts/gifted');
  const { json: ledger } = await service.call('GET', '/accounts/gifted/ledger?type=void');
  const { json: statement } = await service.call('GET', '/accounts/gifted/statements/0');
  const csv = await service.call('GET', '/accounts/gifted/ledger?format=csv');

  expect(receipt).toMatchObject({ status: 201, json: { entry: { type: 'void', credits: 50, ...why } } });
  expect(again.text).toBe(receipt.text);
  expect(other.json).toMatchObject({ status: 409, code: 'grant-voided', voidedBy: 4 });
  expect(account.available).toBe(1_000);
  expect(account.grants.map(({ grantId }: { readonly grantId: string }) => grantId)).toEqual(['plan-0']);
  expect(ledger.entries).toMatchObject([{ seq: 4, slices: [{ grantId: 'adjustment-2', credits: 50 }] }]);
  expect(statement.movements).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ type: 'used', credits: -25 }),
      expect.objectContaining({ type: 'forfeited', credits: -50 }),
    ]),
  );
  expect(statement.closing.available).toBe(1_000);
  expect(csv.text).toContain('given to the wrong account');

  // What is void is behind it at its own end too: nothing is lost a second time.
  await service.call('POST', '/local/clock', { body: { advanceSeconds: 7_200 } });
  expect((await service.call('GET', '/accounts/gifted')).json).toMatchObject({ available: 1_000, seq: 4 });
});

it('what was paid for and a plan’s credits are refused by name', async () => {
  await service.open('paid', 'starter');
  const pack = { packId: 'burst-1000', paymentId: 'pi_void' };
  await service.call('POST', '/accounts/paid/purchases', { body: pack, key: 'bought' });
  const end = (grantId: string) =>
    service.call('POST', `/accounts/paid/grants/${grantId}/void`, { body: why, key: `void ${grantId}` });

  expect((await end('plan-0')).json).toMatchObject({ status: 409, code: 'grant-not-voidable' });
  expect((await end('add-on-2')).json).toMatchObject({ status: 409, code: 'grant-not-voidable' });
  expect((await end('adjustment-9')).json).toMatchObject({ status: 404, code: 'grant-not-found' });
  expect((await service.call('GET', '/accounts/paid')).json).toMatchObject({ available: 2_000, seq: 2 });
});

async function serviceNowMs(): Promise<number> {
  const { json } = await service.call('GET', '/local/clock');
  return Date.parse(json.now);
}
