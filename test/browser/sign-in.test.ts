/** Signing in, with an issuer of the test's own; the service takes what its tokens say. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTestDashboard, type TestDashboard, type VisitOptions } from './support/dashboard.ts';
import { startTestIssuer, type TestIssuer } from './support/issuer.ts';

const groups = { OPERATORS_CLAIM: 'cognito:groups', OPERATORS_GROUP: 'operators' };

let issuer: TestIssuer;
let dashboard: TestDashboard;

beforeAll(async () => {
  Object.assign(process.env, groups);
  issuer = await startTestIssuer({
    ada: { email: 'ada@example.com', 'custom:accounts': 'acme globex' },
    grace: { email: 'grace@example.com', 'cognito:groups': ['operators'] },
    nobody: { email: 'nobody@example.com' },
  });
  dashboard = await startTestDashboard({
    signIn: {
      authority: issuer.url,
      clientId: 'dashboard',
      scope: 'openid email',
      token: 'id',
      accountsClaim: 'custom:accounts',
      usualRole: 'viewer',
      personClaim: 'sub',
      operators: { claim: groups.OPERATORS_CLAIM, group: groups.OPERATORS_GROUP },
    },
  });
  for (const accountId of ['acme', 'globex', 'initech']) await dashboard.service.open(accountId);
});
afterAll(async () => {
  for (const name of Object.keys(groups)) Reflect.deleteProperty(process.env, name);
  await dashboard?.stop();
  await issuer?.stop();
});
afterEach(() => {
  Object.assign(issuer, { lifeSeconds: 3_600, isRefreshing: true });
  (issuer.asked as string[]).length = 0;
});

test('a customer signs in by a code with PKCE, and is back at the page that was asked for', async () => {
  const { page, close } = await signIn('ada', '/accounts/acme/ledger?category=ai');

  await page.getByRole('heading', { level: 1, name: 'Ledger' }).waitFor();

  expect(new URL(page.url()).hash).toBe('#/accounts/acme/ledger?category=ai');
  expect(new URL(page.url()).search).toBe('');
  expect(issuer.asked).toEqual(['authorize', 'code']);
  await page.getByText('ada@example.com').waitFor();
  await close();
});

test('a customer sees the accounts that the token names, and nothing of the others or of the service', async () => {
  await dashboard.service.call('PUT', '/accounts/acme/details', { body: { name: 'Acme & Daughters' } });
  const { page, close } = await signIn('ada', '/');

  await page.getByRole('link', { name: 'Acme & Daughters acme' }).waitFor();
  await page.getByRole('link', { name: 'globex' }).waitFor();
  expect(await page.getByRole('link', { name: 'initech' }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Service health' }).count()).toBe(0);
  for (const address of ['#/accounts/initech', '#/service-health', '#/catalogue']) {
    await page.goto(page.url().replace(/#.*/, address));
    await page.getByText('This session may not read this').first().waitFor();
  }
  await close();
});

test('somebody whose token names no account is told so', async () => {
  const { page, close } = await signIn('nobody', '/');

  await page.getByText('There is no account to show').waitFor();
  await close();
});

test('an operator sees every account, and how the service fares', async () => {
  const { page, close } = await signIn('grace', '/');

  await page.getByRole('link', { name: 'initech' }).waitFor();
  await page.getByRole('link', { name: 'Service health' }).click();
  await page.getByText('All clear').waitFor();
  await close();
});

test('tokens are in this tab alone: in no address, no cookie, nothing that outlives it, and no line of the console', async () => {
  const lines: string[] = [];
  const asked: string[] = [];
  const { page, close } = await signIn('ada', '/accounts/acme', {
    prepare: async (loaded) => {
      loaded.on('console', (message) => lines.push(message.text()));
      loaded.on('request', (request) => asked.push(request.url()));
    },
  });
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();

  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }) + document.cookie);
  expect(kept).not.toMatch(/eyJ/);
  expect(lines.join('\n')).not.toMatch(/eyJ|code=/);
  expect(asked.join('\n')).not.toMatch(/eyJ|refresh/);
  await close();
});

test('a session that ends is renewed in silence: the page stays, and asks with the new token', async () => {
  // A minute before its end a token is renewed.
  issuer.lifeSeconds = 63;
  const { page, close } = await signIn('ada', '/accounts/acme');
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  const first = await bearerOf(page);

  await expect.poll(() => issuer.asked.includes('refresh'), { timeout: 20_000 }).toBe(true);
  await expect.poll(() => bearerOf(page), { timeout: 20_000 }).not.toBe(first);

  expect(issuer.asked.filter((each) => each === 'authorize').length).toBe(1);
  expect(await page.textContent('h1')).toBe('Overview');
  await close();
});

test('a session that can’t be renewed leads to the issuer again, and from there back', async () => {
  issuer.isRefreshing = false;
  issuer.lifeSeconds = 4;
  const { page, close } = await signIn('ada', '/accounts/acme');

  await page.getByText('Who are you?').waitFor({ timeout: 20_000 });
  issuer.lifeSeconds = 3_600;
  await page.getByRole('link', { name: 'ada' }).click();

  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  expect(new URL(page.url()).hash).toBe('#/accounts/acme');
  await close();
});

test('signing out ends the session here and at the issuer', async () => {
  const { page, close } = await signIn('ada', '/accounts/acme');
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  const address = page.url();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('Signed out').waitFor();
  await page.goto(address);

  await page.getByText('Who are you?').waitFor();
  expect(issuer.asked).toEqual(['authorize', 'code', 'logout', 'authorize']);
  await close();
});

test('a code that was not asked for signs nobody in', async () => {
  const { page, close } = await dashboard.visit('/', {});
  await page.getByText('Who are you?').waitFor();
  const forged = new URL(`${dashboard.service.url}/dashboard/?code=stolen&state=made-up`);

  await page.goto(forged.href);

  await page
    .getByText(/can.t (be|start)|could not|failed/i)
    .first()
    .waitFor();
  expect(issuer.asked).not.toContain('code');
  await close();
});

async function signIn(
  person: string,
  address: string,
  options: VisitOptions = {},
): Promise<{ readonly page: Page; close(): Promise<void> }> {
  const visit = await dashboard.visit(address, options);
  await visit.page.getByRole('link', { name: person }).click();
  return visit;
}

/** The token of the next request for data. */
async function bearerOf(page: Page): Promise<string | undefined> {
  const request = await page.waitForRequest((each) => each.url().includes('/accounts/acme'), { timeout: 15_000 });
  return (await request.allHeaders())['authorization'];
}
