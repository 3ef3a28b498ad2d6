import type { TestDashboard } from './dashboard.ts';

/** Opens an account with everything, `full`; a fresh one, `fresh`; and one at zero, `spent`. */
export async function openThreeAccounts({ service }: TestDashboard): Promise<void> {
  const post = (path: string, body: object): Promise<unknown> =>
    service.call('POST', path, { body, key: JSON.stringify(body) });
  await service.open('full');
  await service.open('fresh');
  await service.open('spent', 'free');
  await post('/accounts/full/purchases', { packId: 'burst-1000', paymentId: 'pi_1' });
  await post('/accounts/full/holds', { credits: 50, category: 'ai' });
  for (const quantity of [1, 2, 3, 4]) {
    await post('/accounts/full/debits', {
      usage: [{ sku: 'infrastructure.backup.gb', quantity }],
      dimensions: { user: 'ada' },
    });
    await post('/accounts/full/debits', {
      usage: [{ sku: 'ai.gpt-4o.input-token', quantity }],
      dimensions: { user: 'bob' },
    });
  }
  await post('/accounts/spent/debits', { credits: 100, category: 'ai' });
}
