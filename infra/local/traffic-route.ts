/** `/local/traffic`, which only the local service has: POST charges some debits to its accounts, as their users would. */
import * as z from 'zod/mini';
import { createHttpClient } from '../../shared/client/http-client.ts';
import { wholeNumber } from '../../shared/contract/fields.ts';
import { readJson } from '../../shared/contract/json-text.ts';
import { routes } from '../../shared/contract/routes/routes.ts';
import { type HttpAnswer, invalidAnswer, problemAnswer } from '../../shared/runtime/http-answer.ts';
import { faultsOf } from '../../shared/runtime/http-request.ts';
import { demonstrationAccounts } from './demonstration/accounts.ts';
import { tokensFor, workOf } from './demonstration/habits.ts';

export const trafficPath = '/local/traffic';

const debitsMax = 500;
const debitsUsual = 20;
const accountsMax = 100;
/** The credits of a debit of an account without habits, about. */
const creditsEach = 2;

const trafficBody = z.strictObject({
  debits: z._default(wholeNumber(1, debitsMax, 'So many debits, spread over the accounts.'), debitsUsual),
});
const accountPage = z.object({ accountIds: z.array(z.string()) });

/** Answers how many debits were charged, and how many were refused. */
export async function answerTraffic(url: string, method: string, body: Buffer): Promise<HttpAnswer> {
  if (method !== 'POST')
    return { ...problemAnswer('method-not-allowed', `${trafficPath} takes POST.`), headers: { allow: 'POST' } };
  const read = body.length === 0 ? ({ kind: 'read', value: {} } as const) : readJson(body.toString('utf8'));
  if (read.kind === 'faulty') return invalidAnswer([read.fault]);
  const asked = trafficBody.safeParse(read.value);
  if (!asked.success) return invalidAnswer(faultsOf(asked.error.issues, read.value));
  return { status: 200, body: await makeTraffic(url, asked.data.debits), code: 'ok', isReplay: false };
}

async function makeTraffic(url: string, debits: number): Promise<{ charged: number; refused: number }> {
  const client = createHttpClient(url);
  const page = await client.send(routes.listAccounts, { query: { limit: accountsMax } });
  const { data } = accountPage.safeParse(page.status === 200 ? JSON.parse(page.text) : undefined);
  const accountIds = data?.accountIds ?? [];
  const sent = Array.from({ length: accountIds.length === 0 ? 0 : debits }, async () => {
    const accountId = accountIds[Math.floor(Math.random() * accountIds.length)] ?? '';
    const { status } = await client.send(routes.debitCredits, { params: { accountId }, body: debitOf(accountId) });
    return status;
  });
  const statuses = await Promise.all(sent);
  const charged = statuses.filter((status) => status === 201).length;
  return { charged, refused: statuses.length - charged };
}

/** The body that one of its users would send; a chat turn where nobody knows its habits. */
function debitOf(accountId: string): object {
  const account = demonstrationAccounts.find((each) => each.accountId === accountId);
  const share = 0.3 + 1.4 * Math.random();
  if (account !== undefined) return workOf(account, (share * account.creditsADay) / account.debitsADay, Math.random);
  return { usage: tokensFor('gpt-4o', share * creditsEach), dimensions: { user: 'ada', workflow: 'chat' } };
}
