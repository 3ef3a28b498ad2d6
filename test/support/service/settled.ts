import { expect } from 'vitest';
import type { TestService } from './service.ts';

/** The credits that an account has left, of which nothing may be held any more. */
export async function availableSettled(service: TestService, accountId: string): Promise<number> {
  const { json } = await service.call('GET', `/accounts/${accountId}`);
  expect(json.held).toBe(0);
  return json.available;
}
