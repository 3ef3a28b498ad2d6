/** The overview tells where an automatic top-up is, in each of its states. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { violationsInEveryLook } from './support/axe.ts';
import { startTestDashboard, type TestDashboard, type Visit } from './support/dashboard.ts';

let dashboard: TestDashboard;
let visit: Visit;
beforeAll(async () => {
  dashboard = await startTestDashboard();
}, 180_000);
afterAll(() => dashboard?.stop());
afterEach(() => visit?.close());

const hour = 3_600;
const packId = 'burst-1000';
const requested = 'An automatic top-up is on its way';
const failed = 'The automatic top-up could not be paid';
const arrived = 'An automatic top-up has arrived';
const givenUp = 'The automatic top-up was given up';
const withdrawn = 'The automatic top-up was withdrawn';

async function change(method: string, path: string, body: object): Promise<void> {
  const { status } = await dashboard.service.call(method, path, { body, key: `${method} ${path}` });
  expect(status).toBeLessThan(300);
}

/** An account that asks for a pack, and its overview. */
async function openAsking(): Promise<{ readonly accountId: string; readonly requestId: string }> {
  const accountId = await dashboard.openOwn('starter');
  const path = `/accounts/${accountId}`;
  await change('PUT', `${path}/auto-top-up`, { packId, threshold: 200, maxPerCycle: 3 });
  await change('POST', `${path}/debits`, { credits: 850, category: 'ai' });
  await dashboard.service.consumed();
  visit = await dashboard.visit(path);
  const { json } = await dashboard.service.call('GET', path);
  return { accountId, requestId: json.topUpRequest.requestId };
}

async function fail({ accountId, requestId }: { readonly accountId: string; readonly requestId: string }) {
  const body = { requestId, reason: 'the card was declined' };
  await change('POST', `/accounts/${accountId}/auto-top-up/failures`, body);
}

async function advance(seconds: number): Promise<void> {
  await dashboard.service.call('POST', '/local/clock', { body: { advanceSeconds: seconds } });
}

/** The words of the notice under a title, once it is there, white space as one blank. */
async function notice(title: string): Promise<string> {
  const found = visit.page.getByRole('status').filter({ hasText: title });
  await found.waitFor();
  return ((await found.textContent()) ?? '').replaceAll(/\s+/g, ' ');
}

test('requested: when, and what happens if it isn’t paid', async () => {
  await openAsking();

  const words = await notice(requested);

  expect(words).toMatch(/burst-1000 was requested on \d+ \w+ \d{4}, \d\d:\d\d .*\. Its credits count as soon as/);
  expect(words).toMatch(/The next try is on .* If it isn’t paid by .*, it is given up\./);
  expect(await violationsInEveryLook(visit.page)).toEqual([]);
});

test('failed: why, and when it is tried again; then it is requested once more', async () => {
  const request = await openAsking();
  await notice(requested);

  await fail(request);

  const words = await notice(failed);
  expect(words).toMatch(/The payment for burst-1000 failed on .*: the card was declined\. The next try is on/);
  const link = visit.page.getByRole('link', { name: 'Buy an add-on yourself' });
  expect(await link.getAttribute('href')).toBe(`#/accounts/${request.accountId}/plan`);
  expect(await violationsInEveryLook(visit.page)).toEqual([]);
  await advance(hour);
  expect(await notice(requested)).toContain('and 2 times so far');
});

test('paid: that it arrived, for a day', async () => {
  const { accountId, requestId } = await openAsking();
  await notice(requested);

  await change('POST', `/accounts/${accountId}/purchases`, { packId, paymentId: requestId });
  await dashboard.service.consumed();

  expect(await notice(arrived)).toMatch(/burst-1000 was requested on .* and paid on .*\.$/);
  expect(await violationsInEveryLook(visit.page)).toEqual([]);
  await advance(25 * hour);
  await visit.page.reload();
  await visit.page.waitForSelector('[data-testid=sources]');
  expect(await visit.page.getByText(arrived).count()).toBe(0);
});

test('given up: that nothing asks again by itself, for as long as credits are short', async () => {
  const request = await openAsking();
  await fail(request);
  await notice(failed);

  await advance(25 * hour);

  const words = await notice(givenUp);
  expect(words).toContain('not paid within a day; the last failure: the card was declined');
  expect(words).toContain('It isn’t requested again in this cycle unless somebody buys burst-1000');
  expect(await violationsInEveryLook(visit.page)).toEqual([]);
  await change('POST', `/accounts/${request.accountId}/purchases`, { packId: 'burst-5000', paymentId: 'pi_late' });
  await visit.page.getByText(givenUp).waitFor({ state: 'detached' });
});

test('withdrawn: that a changed top-up asks for nothing old', async () => {
  const { accountId } = await openAsking();
  await notice(requested);
  // The same request again is the same answer: it is changed to less than there is.
  const body = { packId, threshold: 100, maxPerCycle: 3 };
  const { service } = dashboard;

  await service.call('PUT', `/accounts/${accountId}/auto-top-up`, { body, key: 'less' });
  await service.consumed();

  expect(await notice(withdrawn)).toMatch(/and withdrawn on .*, before it was paid: a new cycle began, or/);
  expect(await violationsInEveryLook(visit.page)).toEqual([]);
});
