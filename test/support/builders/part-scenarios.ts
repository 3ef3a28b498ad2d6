/** Undoing in parts, after a part was undone: what is asked for is exactly what is left. */
import { expect } from 'vitest';
import type { TestService } from '../service/service.ts';
import { debited, holding, holdPath, paymentOf, purchased, type Scenario } from './changing-scenarios.ts';

/** By the operation, and what is undone of it. */
export const partScenarios: readonly (Scenario & { readonly id: string; readonly variant: string })[] = [
  {
    id: 'reverse-debit',
    variant: 'the rest',
    prepare: async (service, accountId) => {
      await debited(service, accountId);
      await post(service, reversalPath(accountId, 2), { credits: 150 });
    },
    method: 'POST',
    path: (accountId) => reversalPath(accountId, 2),
    body: () => ({ credits: 250 }),
    status: 201,
    available: 1_000,
  },
  {
    id: 'reverse-debit',
    variant: 'a part of a capture',
    prepare: async (service, accountId) => {
      await holding(service, accountId);
      await post(service, holdPath(accountId, 'capture'), { credits: 700 });
    },
    method: 'POST',
    path: (accountId) => reversalPath(accountId, 3),
    body: () => ({ credits: 300 }),
    status: 201,
    available: 600,
  },
  {
    id: 'refund-purchase',
    variant: 'the rest, told by its id',
    prepare: async (service, accountId) => {
      await purchased(service, accountId);
      await post(service, refundPath(accountId), { credits: 200, refundId: `re_first_${accountId}` });
    },
    method: 'POST',
    path: refundPath,
    body: (accountId) => ({ credits: 400, refundId: `re_${accountId}` }),
    status: 201,
    available: 0,
  },
];

function reversalPath(accountId: string, seq: number): string {
  return `/accounts/${accountId}/debits/${seq}/reversal`;
}

function refundPath(accountId: string): string {
  return `/accounts/${accountId}/purchases/${paymentOf(accountId)}/refund`;
}

async function post(service: TestService, path: string, body: object): Promise<void> {
  const reply = await service.call('POST', path, { body, key: `before ${path}` });
  expect(reply.status, reply.text).toBe(201);
}
