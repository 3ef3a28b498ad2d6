/** Requests of one account, in few words. */

import { expect } from 'vitest';
import type { Reply } from './reply.ts';
import type { TestService } from './service.ts';

export const post = (service: TestService, path: string, body: unknown, key: string): Promise<Reply> =>
  service.call('POST', `/accounts/${path}`, { body, key });
export const debit = (
  service: TestService,
  accountId: string,
  credits: number,
  key: string,
  more: object = {},
): Promise<Reply> => post(service, `${accountId}/debits`, { credits, category: 'ai', ...more }, key);
export const access = async (
  service: TestService,
  accountId: string,
  query: Readonly<Record<string, string>> = {},
): Promise<Reply['json']> =>
  (await service.call('GET', `/accounts/${accountId}/access?${new URLSearchParams(query)}`)).json;
export const quote = async (
  service: TestService,
  accountId: string,
  credits: number,
  more: object = {},
): Promise<Reply['json']> =>
  (await service.call('POST', '/quotes', { body: { accountId, credits, ...more } })).json.account;

export async function elapse(service: TestService, seconds: number): Promise<void> {
  await service.call('POST', '/local/clock', { body: { advanceSeconds: seconds } });
}

/** A version of a plan, in effect after a moment. */
export async function publish(service: TestService, planId: string, plan: object): Promise<void> {
  const from = Date.parse((await service.call('GET', '/local/clock')).json.now) + 150_000;
  const body = { ...plan, effectiveFrom: new Date(from).toISOString() };
  const reply = await service.call('PUT', `/plans/${planId}`, { body });
  expect(reply.status, reply.text).toBeLessThan(300);
}
