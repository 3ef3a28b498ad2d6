/** Work that is set aside for, over HTTP. */

import { expect } from 'vitest';
import type { TestService } from './service.ts';

export type Reply = Awaited<ReturnType<TestService['call']>>;

export function post(service: TestService, path: string, body: unknown, key: string): Promise<Reply> {
  return service.call('POST', path, { body, key });
}

export async function hold(service: TestService, account: string, body: object, key: string): Promise<string> {
  const reply = await post(service, `/accounts/${account}/holds`, { category: 'ai', ...body }, key);
  expect(reply.status, reply.text).toBe(201);
  return `/accounts/${account}/holds/${reply.json.hold.holdId}`;
}
