/** The overview names who and what used the most, and each list adds up to the cycle's use. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violationsInEveryLook } from './support/axe.ts';
import { startTestDashboard, type TestDashboard, tableText } from './support/dashboard.ts';

let dashboard: TestDashboard;
beforeAll(async () => {
  dashboard = await startTestDashboard();
}, 180_000);
afterAll(() => dashboard?.stop());

test('the lists of users, models and workflows have the largest first and leave nothing out', async () => {
  const { service } = dashboard;
  const accountId = await dashboard.openOwn();
  const uses = [
    ...['ada', 'grace', 'linus', 'joan', 'alan', 'edsger', 'radia'].map((user, index) => ({
      credits: 10 + index,
      dimensions: { user, model: index < 4 ? 'gpt-4o' : 'claude-opus-4-6' },
    })),
    { credits: 3.5 },
  ];
  for (const [index, use] of uses.entries()) {
    const body = { ...use, category: 'ai' };
    await service.call('POST', `/accounts/${accountId}/debits`, { body, key: `use ${index}` });
  }
  const { page, close } = await dashboard.visit(`/accounts/${accountId}`);
  await page.waitForSelector('[data-testid=top-model]');

  expect(await tableText(page, '[data-testid=top-user]')).toEqual([
    ['Users', 'Credits'],
    ...[
      ['radia', '16'],
      ['edsger', '15'],
      ['alan', '14'],
      ['joan', '13'],
      ['linus', '12'],
    ],
    ['Others', '21'],
    ['Without user', '3.5'],
  ]);
  expect(await tableText(page, '[data-testid=top-model]')).toEqual([
    ['Models', 'Credits'],
    ...[
      ['gpt-4o', '46'],
      ['claude-opus-4-6', '45'],
    ],
    ['Without model', '3.5'],
  ]);
  await page.getByText('No use says which workflow it was for.').waitFor();
  expect(await violationsInEveryLook(page)).toEqual([]);

  await page.getByRole('link', { name: 'radia' }).click();
  await page.waitForSelector('[data-testid=largest]');
  expect(page.url()).toContain(`#/accounts/${accountId}/usage?groupBy=sku&dim.user=radia`);
  expect((await tableText(page, '[data-testid=largest]')).length).toBe(2);
  await close();
});
