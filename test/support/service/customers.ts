/** Customers of a service, opened under one name and followed through time. */
import type { TestService } from './service.ts';

type Answer = Awaited<ReturnType<TestService['call']>>;

interface Customer {
  readonly post: (path: string, body: object) => Promise<Answer>;
  readonly get: (path: string) => Promise<Answer>;
  readonly reverse: (seq: number, body?: object) => Promise<Answer>;
  readonly hold: (credits: number, expiresInSeconds?: number) => Promise<string>;
}

export async function customer(service: TestService, accountId: string, planId = 'free'): Promise<Customer> {
  await service.open(accountId, planId);
  let keys = 0;
  const post: Customer['post'] = (path, body) => {
    keys += 1;
    return service.call('POST', `/accounts/${accountId}/${path}`, { body, key: `${accountId}-${keys}` });
  };
  return {
    post,
    get: (path) => service.call('GET', `/accounts/${accountId}${path}`),
    reverse: (seq, body = {}) => post(`debits/${seq}/reversal`, body),
    hold: async (credits, expiresInSeconds = 600) =>
      `holds/${(await post('holds', { credits, category: 'ai', expiresInSeconds })).json.hold.holdId}`,
  };
}

export async function later(service: TestService, seconds: number): Promise<void> {
  await service.call('POST', '/local/clock', { body: { advanceSeconds: seconds } });
}

export const output = 'ai.gpt-4o.output-token';
