/** Each role is offered what it may do and nothing else, and what a person did says so in its receipt. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { roleSettings } from '../support/service/people-of-roles.ts';
import { startTestDashboard, type TestDashboard } from './support/dashboard.ts';
import { startTestIssuer, type TestIssuer } from './support/issuer.ts';

let issuer: TestIssuer;
let dashboard: TestDashboard;
beforeAll(async () => {
  Object.assign(process.env, roleSettings);
  issuer = await startTestIssuer({
    vera: { sub: 'vera', 'custom:accounts': 'acme' },
    max: { sub: 'max', 'custom:accounts': 'acme/member' },
    ada: { sub: 'ada', 'custom:accounts': 'acme/admin' },
    grace: { sub: 'grace', groups: ['helpdesk'] },
    olga: { sub: 'olga', groups: ['operators'] },
  });
  dashboard = await startTestDashboard({
    signIn: {
      ...{ authority: issuer.url, clientId: 'dashboard', scope: 'openid email', token: 'id' },
      ...{ accountsClaim: 'custom:accounts', usualRole: 'viewer', personClaim: 'sub' },
      operators: { claim: 'groups', group: 'operators', support: 'helpdesk' },
    },
  });
  await dashboard.service.open('acme');
}, 180_000);
afterAll(async () => {
  await dashboard?.stop();
  await issuer?.stop();
});

const decisions = ['Set a limit', 'Change the plan', 'Redeem a code', 'Buy packs automatically'];

test.each([
  ['vera', []],
  ['max', ['Buy burst-1000']],
  ['ada', ['Buy burst-1000', ...decisions]],
  ['grace', ['Set a limit', 'Redeem a code', 'Buy packs automatically']],
  ['olga', []],
] as const)('%s is offered on the plan’s page: %s', async (person, offered) => {
  const { page, close } = await dashboard.visit('/accounts/acme/plan');
  await page.getByRole('link', { name: person }).click();
  await page.getByText('List price').waitFor();
  await page.getByText('There are none.').waitFor();

  const names = ['Buy burst-1000', ...decisions];
  const shown = await Promise.all(names.map((name) => page.getByRole('button', { name, exact: true }).count()));
  expect(names.filter((_, index) => shown[index] === 1)).toEqual(offered);
  await close();
});

test('what a person did names them in its receipt', async () => {
  const { page, close } = await dashboard.visit('/accounts/acme/plan');
  await page.getByRole('link', { name: 'ada' }).click();
  await page.getByRole('button', { name: 'Set a limit' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('all');
  await page.getByRole('dialog').getByLabel('Credits').fill('100');
  await page.getByRole('button', { name: 'Set the limit' }).click();
  await page.getByText('The ledger has it as entry 2.').waitFor();
  await page.keyboard.press('Escape');
  await page.goto(page.url().replace(/#.*/, '#/accounts/acme/ledger?entry=2'));
  await page.getByRole('dialog').getByText('person/ada').first().waitFor();
  await close();
});
