/** Every route that changes an account, at its most delicate: what is asked for is exactly what is there. */
import { expect } from 'vitest';
import type { Reply } from '../service/reply.ts';
import type { TestService } from '../service/service.ts';

/** One changing route at its most delicate: what is asked for is exactly what is there. */
export interface Scenario {
  readonly prepare: (service: TestService, accountId: string) => Promise<void>;
  readonly method: 'PUT' | 'POST' | 'DELETE';
  readonly path: (accountId: string) => string;
  /** None for a route that takes none. */
  readonly body?: (accountId: string) => unknown;
  readonly status: number;
  /** How a repetition shows; by its header where nothing else is said. */
  readonly isReplay?: (reply: Reply) => boolean;
  /** The part of the answer that a repetition repeats byte for byte; all of it where nothing else is said. */
  readonly answer?: (reply: Reply) => string;
  /** Available credits afterwards. */
  readonly available: number;
}

export const opened = async (service: TestService, accountId: string): Promise<void> => {
  expect((await service.open(accountId, 'starter')).status).toBe(200);
};
export const debited = async (service: TestService, accountId: string): Promise<void> => {
  await opened(service, accountId);
  await debit(service, accountId, 'before', 400);
};

const closed = async (service: TestService, accountId: string): Promise<void> => {
  await debited(service, accountId);
  await service.call('DELETE', `/accounts/${accountId}`, { key: 'close' });
};

const promoted = async (service: TestService, accountId: string): Promise<void> => {
  await debited(service, accountId);
  const body = { credits: 500, endsAt: '2099-01-01T00:00:00Z', uses: 1_000 };
  await service.call('PUT', '/promotions/ONCE', { body });
};
const given = async (service: TestService, accountId: string): Promise<void> => {
  await opened(service, accountId);
  const body = { credits: 500, reason: 'test', actor: 'test' };
  await service.call('POST', `/accounts/${accountId}/adjustments`, { body, key: 'given' });
  await debit(service, accountId, 'before', 400);
};

/** One payment buys once in the whole deployment, so each account pays by one of its own. */
export function paymentOf(accountId: string): string {
  return `pi_${accountId}`;
}

/** The plan's credits are spent, the pack isn't. */
export const purchased = async (service: TestService, accountId: string): Promise<void> => {
  await opened(service, accountId);
  const body = { packId: 'burst-1000', paymentId: paymentOf(accountId) };
  await service.call('POST', `/accounts/${accountId}/purchases`, { body, key: 'bought' });
  await debit(service, accountId, 'before', 1_400);
};
const disputed = async (service: TestService, accountId: string): Promise<void> => {
  await purchased(service, accountId);
  const path = `/accounts/${accountId}/purchases/${paymentOf(accountId)}/chargeback`;
  await service.call('POST', path, { body: { disputeId: `dp_${accountId}` }, key: 'disputed' });
};
const littleKept = { sku: 'platform.log-storage.gb-hour', quantity: 0.000001 };
const keeping = async (service: TestService, accountId: string): Promise<void> => {
  await debited(service, accountId);
  await service.call('PUT', `/accounts/${accountId}/standing-usage/logs`, { body: littleKept, key: 'kept' });
};

/** The hold of each account that has one. */
const holdIds = new Map<string, string>();
export const holding = async (service: TestService, accountId: string): Promise<void> => {
  await opened(service, accountId);
  const body = { credits: 600, category: 'ai', whenExhausted: 'pause' };
  const reply = await service.call('POST', `/accounts/${accountId}/holds`, { body, key: 'held' });
  holdIds.set(accountId, reply.json.hold.holdId);
};
export const holdPath = (accountId: string, verb: string): string =>
  `/accounts/${accountId}/holds/${holdIds.get(accountId)}/${verb}`;
const adaLimit = { credits: 100, dimension: { name: 'user', value: 'ada' } };
const limited = async (service: TestService, accountId: string): Promise<void> => {
  await opened(service, accountId);
  await service.call('PUT', `/accounts/${accountId}/limits/ada`, { body: adaLimit, key: 'limited' });
};

const topUp = { packId: 'burst-1000', threshold: 200, maxPerCycle: 3 };
const toppingUp = async (service: TestService, accountId: string): Promise<void> => {
  await opened(service, accountId);
  await service.call('PUT', `/accounts/${accountId}/auto-top-up`, { body: topUp, key: 'topping up' });
};

export const scenarios: Readonly<Record<string, Scenario>> = {
  'open-account': {
    prepare: async () => {},
    method: 'PUT',
    path: (accountId) => `/accounts/${accountId}`,
    body: () => ({ planId: 'starter' }),
    status: 200,
    available: 1_000,
  },
  'debit-credits': {
    prepare: opened,
    method: 'POST',
    path: (accountId) => `/accounts/${accountId}/debits`,
    body: () => ({ credits: 1_000, category: 'ai' }),
    status: 201,
    available: 0,
  },
  'debit-batch': {
    prepare: opened,
    method: 'POST',
    path: () => '/debits',
    body: (accountId) => ({ debits: [{ accountId, idempotencyKey: 'the key', credits: 1_000, category: 'ai' }] }),
    status: 200,
    isReplay: (reply) => reply.json.results[0].replayed === true,
    answer: (reply) => JSON.stringify(reply.json.results[0].body),
    available: 0,
  },
  'reverse-debit': {
    prepare: debited,
    method: 'POST',
    path: (accountId) => `/accounts/${accountId}/debits/2/reversal`,
    body: () => ({ reason: 'test' }),
    status: 201,
    available: 1_000,
  },
  'purchase-pack': {
    prepare: debited,
    method: 'POST',
    path: (accountId) => `/accounts/${accountId}/purchases`,
    body: (accountId) => ({ packId: 'burst-1000', paymentId: paymentOf(accountId) }),
    status: 201,
    available: 1_600,
  },
  'adjust-credits': {
    prepare: debited,
    method: 'POST',
    path: (accountId) => `/accounts/${accountId}/adjustments`,
    body: () => ({ credits: 600, direction: 'remove', reason: 'test', actor: 'test' }),
    status: 201,
    available: 0,
  },
  'redeem-promotion': {
    prepare: promoted,
    method: 'POST',
    path: (accountId) => `/accounts/${accountId}/promotions`,
    body: () => ({ code: 'ONCE' }),
    status: 201,
    available: 1_100,
  },
  'void-grant': {
    prepare: given,
    method: 'POST',
    path: (accountId) => `/accounts/${accountId}/grants/adjustment-2/void`,
    body: () => ({ reason: 'test', actor: 'test' }),
    status: 201,
    available: 600,
  },
  'change-plan': {
    prepare: opened,
    method: 'PUT',
    path: (accountId) => `/accounts/${accountId}/plan`,
    body: () => ({ planId: 'free' }),
    status: 200,
    available: 1_000,
  },
  'close-account': {
    prepare: debited,
    method: 'DELETE',
    path: (accountId) => `/accounts/${accountId}`,
    status: 200,
    available: 0,
  },
  'reopen-account': {
    prepare: closed,
    method: 'POST',
    path: (accountId) => `/accounts/${accountId}/reopening`,
    body: () => ({ reason: 'test', actor: 'test' }),
    status: 200,
    available: 0,
  },
  'refund-purchase': {
    prepare: purchased,
    method: 'POST',
    path: (accountId) => `/accounts/${accountId}/purchases/${paymentOf(accountId)}/refund`,
    body: () => ({ reason: 'test' }),
    status: 201,
    available: 0,
  },
  'charge-back-purchase': {
    prepare: purchased,
    method: 'POST',
    path: (accountId) => `/accounts/${accountId}/purchases/${paymentOf(accountId)}/chargeback`,
    body: () => ({ reason: 'test' }),
    status: 201,
    available: 0,
  },
  'reinstate-purchase': {
    prepare: disputed,
    method: 'POST',
    path: (accountId) => `/accounts/${accountId}/purchases/${paymentOf(accountId)}/reinstatement`,
    body: (accountId) => ({ disputeId: `dp_${accountId}` }),
    status: 201,
    available: 600,
  },
  'keep-standing-usage': {
    prepare: debited,
    method: 'PUT',
    path: (accountId) => `/accounts/${accountId}/standing-usage/logs`,
    body: () => littleKept,
    status: 200,
    available: 600,
  },
  'end-standing-usage': {
    prepare: keeping,
    method: 'DELETE',
    path: (accountId) => `/accounts/${accountId}/standing-usage/logs`,
    status: 200,
    // Whatever the time, it was kept for less than a microcredit's worth.
    available: 599.999999,
  },
  'authorize-hold': {
    prepare: opened,
    method: 'POST',
    path: (accountId) => `/accounts/${accountId}/holds`,
    body: () => ({ credits: 1_000, category: 'ai' }),
    status: 201,
    available: 0,
  },
  'report-usage': {
    prepare: holding,
    method: 'POST',
    path: (accountId) => holdPath(accountId, 'usage'),
    body: () => ({ credits: 1_000 }),
    status: 200,
    available: 0,
  },
  'capture-hold': {
    prepare: holding,
    method: 'POST',
    path: (accountId) => holdPath(accountId, 'capture'),
    body: () => ({ credits: 1_000 }),
    status: 201,
    available: 0,
  },
  'release-hold': {
    prepare: holding,
    method: 'POST',
    path: (accountId) => holdPath(accountId, 'release'),
    status: 201,
    available: 1_000,
  },
  'set-limit': {
    prepare: opened,
    method: 'PUT',
    path: (accountId) => `/accounts/${accountId}/limits/ada`,
    body: () => adaLimit,
    status: 200,
    available: 1_000,
  },
  'set-auto-top-up': {
    prepare: opened,
    method: 'PUT',
    path: (accountId) => `/accounts/${accountId}/auto-top-up`,
    body: () => topUp,
    status: 200,
    available: 1_000,
  },
  'tell-subscription': {
    prepare: opened,
    method: 'POST',
    path: (accountId) => `/accounts/${accountId}/subscription`,
    body: () => ({ subscriptionId: 'sub_1', status: 'active', paidUntil: '2199-01-01T00:00:00Z' }),
    status: 201,
    available: 1_000,
  },
  'end-auto-top-up': {
    prepare: toppingUp,
    method: 'DELETE',
    path: (accountId) => `/accounts/${accountId}/auto-top-up`,
    status: 200,
    available: 1_000,
  },
  'remove-limit': {
    prepare: limited,
    method: 'DELETE',
    path: (accountId) => `/accounts/${accountId}/limits/ada`,
    status: 200,
    available: 1_000,
  },
};

async function debit(service: TestService, accountId: string, key: string, credits: number): Promise<void> {
  const reply = await service.call('POST', `/accounts/${accountId}/debits`, { body: { credits, category: 'ai' }, key });
  expect(reply.status, reply.text).toBe(201);
}
