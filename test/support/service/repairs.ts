/** Repairs of accounts in quarantine, and what shows that nothing is left of the damage. */
import { expect } from 'vitest';
import type { Reply } from './reply.ts';
import type { TestService } from './service.ts';
import { audit, expectReadable } from './tampered-accounts.ts';

export const whyRepaired = { reason: 'an item was altered by hand', actor: 'ada@example.com' };

export async function proposedRepair(service: TestService, accountId: string): Promise<Reply['json']> {
  const { status, json } = await service.call('GET', `/accounts/${accountId}/quarantine`);
  expect(status).toBe(200);
  return json;
}

export function repair(service: TestService, accountId: string, through: number): Promise<Reply> {
  const body = { ...whyRepaired, through };
  return service.call('POST', `/accounts/${accountId}/quarantine/repair`, { body });
}

export async function advanceDays(service: TestService, days: number): Promise<void> {
  await service.call('POST', '/local/clock', { body: { advanceSeconds: days * 86_400 } });
}

/** No audit has anything to say of it any more: neither the next, nor the one that reads all of it again. */
export async function expectSound(service: TestService, accountId: string): Promise<void> {
  await audit();
  await expectActive(service, accountId);
  await advanceDays(service, 29);
  await audit();
  await expectActive(service, accountId);
  await expectReadable(service, accountId);
}

async function expectActive(service: TestService, accountId: string): Promise<void> {
  const { json } = await service.call('GET', `/accounts/${accountId}`);
  expect([json.state, json.quarantine]).toEqual(['active', undefined]);
}

/** A key that says that it was made now, and so has no item of its own. */
export function keyOfNow(service: TestService): string {
  const ms = service.clock.nowMs().toString(16).padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}
