import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, startEngine } from '../../infra/local/engine.ts';
import { routeList } from '../../shared/contract/routes.ts';
import { type DroppingProxy, startDroppingProxy } from '../support/dropping-proxy.ts';
import { engines } from '../support/engines.ts';
import { type Reply, startTestService, type TestService } from '../support/service.ts';

/** One changing route at its most delicate: what is asked for is exactly what is there. */
interface Scenario {
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

const opened = async (service: TestService, accountId: string): Promise<void> => {
  expect((await service.open(accountId, 'starter')).status).toBe(200);
};
const debited = async (service: TestService, accountId: string): Promise<void> => {
  await opened(service, accountId);
  await debit(service, accountId, 'before', 400);
};

/** The plan's credits are spent, the pack isn't. */
const purchased = async (service: TestService, accountId: string): Promise<void> => {
  await opened(service, accountId);
  const body = { packId: 'burst-1000', paymentId: 'pi_1' };
  await service.call('POST', `/accounts/${accountId}/purchases`, { body, key: 'bought' });
  await debit(service, accountId, 'before', 1_400);
};
const littleKept = { sku: 'platform.log-storage.gb-hour', quantity: 0.000001 };
const keeping = async (service: TestService, accountId: string): Promise<void> => {
  await debited(service, accountId);
  await service.call('PUT', `/accounts/${accountId}/standing-usage/logs`, { body: littleKept, key: 'kept' });
};

/** The hold of each account that has one. */
const holdIds = new Map<string, string>();
const holding = async (service: TestService, accountId: string): Promise<void> => {
  await opened(service, accountId);
  const body = { credits: 600, category: 'ai', whenExhausted: 'pause' };
  const reply = await service.call('POST', `/accounts/${accountId}/holds`, { body, key: 'held' });
  holdIds.set(accountId, reply.json.hold.holdId);
};
const holdPath = (accountId: string, verb: string): string =>
  `/accounts/${accountId}/holds/${holdIds.get(accountId)}/${verb}`;
const adaLimit = { credits: 100, dimension: { name: 'user', value: 'ada' } };
const limited = async (service: TestService, accountId: string): Promise<void> => {
  await opened(service, accountId);
  await service.call('PUT', `/accounts/${accountId}/limits/ada`, { body: adaLimit, key: 'limited' });
};

const scenarios: Readonly<Record<string, Scenario>> = {
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
    body: () => ({ packId: 'burst-1000', paymentId: 'pi_1' }),
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
  'refund-purchase': {
    prepare: purchased,
    method: 'POST',
    path: (accountId) => `/accounts/${accountId}/purchases/pi_1/refund`,
    body: () => ({ reason: 'test' }),
    status: 201,
    available: 0,
  },
  'charge-back-purchase': {
    prepare: purchased,
    method: 'POST',
    path: (accountId) => `/accounts/${accountId}/purchases/pi_1/chargeback`,
    body: () => ({ reason: 'test' }),
    status: 201,
    available: 0,
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
  'remove-limit': {
    prepare: limited,
    method: 'DELETE',
    path: (accountId) => `/accounts/${accountId}/limits/ada`,
    status: 200,
    available: 1_000,
  },
};

/** The SDK tries three times: losing one reply is mended by it, losing three reaches the service and perhaps the caller. */
const losses = [1, 3, 6];
const callsMax = 14;

describe.each(engines)('over %s, when replies of the store get lost', (name) => {
  let engine: Engine;
  let proxy: DroppingProxy;
  let service: TestService;
  let accounts = 0;

  beforeAll(async () => {
    engine = await startEngine({ name });
    proxy = await startDroppingProxy(engine.endpoint);
    service = await startTestService({ engine: { endpoint: proxy.endpoint }, hasSchedules: false });
  });
  afterAll(async () => {
    await service.stop();
    await proxy.stop();
    await engine.stop();
  });

  it('there is a scenario for every route that changes an account', () => {
    expect(Object.keys(scenarios).sort()).toEqual(
      routeList
        .filter((route) => route.isChange || route.id === 'debit-batch')
        .map((route) => route.id)
        .sort(),
    );
  });

  const cases = Object.entries(scenarios).flatMap(([id, scenario]) =>
    losses.flatMap((count) => [false, true].map((isFiling) => ({ id, scenario, count, isFiling }))),
  );

  it.each(cases)(
    '$id has one effect and a right answer: $count in a row, filing $isFiling',
    async ({ scenario, count, isFiling }) => {
      for (let first = 1; first <= callsMax; first += 1) {
        accounts += 1;
        const accountId = `lost-${accounts}`;
        await scenario.prepare(service, accountId);
        if (isFiling) await fillLog(service, accountId);
        const before = await entriesOf(service, accountId);

        proxy.arm(first, count);
        const reply = await persist(() =>
          service.call(scenario.method, scenario.path(accountId), { body: scenario.body?.(accountId), key: 'the key' }),
        );
        const calls = proxy.calls();
        proxy.arm(Number.POSITIVE_INFINITY, 0);

        expect(reply.status, reply.text).toBe(scenario.status);
        const entries = await entriesOf(service, accountId);
        expect(asked(entries) - asked(before)).toBe(1);
        expect(entries.filter((entry) => entry.idempotencyKey === 'the key')).toHaveLength(1);
        const account = await service.call('GET', `/accounts/${accountId}`);
        expect(account.json.available).toBe(scenario.available);
        const again = await service.call(scenario.method, scenario.path(accountId), {
          body: scenario.body?.(accountId),
          key: 'the key',
        });
        const { answer = textOf, isReplay = hasReplayHeader } = scenario;
        expect(answer(again)).toBe(answer(reply));
        expect(isReplay(again)).toBe(true);
        if (calls < first) return;
      }
      expect.fail(`still more calls after ${callsMax}`);
    },
  );
});

function textOf(reply: Reply): string {
  return reply.text;
}

function hasReplayHeader(reply: Reply): boolean {
  return reply.headers.get('idempotency-replayed') === 'true';
}

async function debit(service: TestService, accountId: string, key: string, credits: number): Promise<void> {
  const reply = await service.call('POST', `/accounts/${accountId}/debits`, { body: { credits, category: 'ai' }, key });
  expect(reply.status, reply.text).toBe(201);
}

/** Fills the log with entries that come to nothing, so that the next change has to file it first. */
async function fillLog(service: TestService, accountId: string): Promise<void> {
  const zero = { usage: [{ sku: 'ai.gpt-4o.input-token', quantity: 0 }] };
  for (let index = 0; index < 4; index += 1) {
    const reply = await service.call('POST', `/accounts/${accountId}/debits`, {
      body: zero,
      key: `filling ${index} ${'x'.repeat(180)}`,
    });
    if (reply.status === 404) return;
    expect(reply.status, reply.text).toBe(201);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: entries as the API shows them.
async function entriesOf(service: TestService, accountId: string): Promise<any[]> {
  const reply = await service.call('GET', `/accounts/${accountId}/ledger`);
  return reply.status === 404 ? [] : reply.json.entries;
}

/** Entries that somebody asked for: what was kept is charged besides. */
function asked(entries: readonly { readonly type: string }[]): number {
  return entries.filter(({ type }) => type !== 'accrual').length;
}

/** What a client does: the same key until there is a definite answer. Never a refusal for lack of credits in between. */
async function persist(send: () => Promise<Reply>): Promise<Reply> {
  for (let tries = 0; tries < 5; tries += 1) {
    const reply = await send();
    expect(reply.text).not.toContain('insufficient-credits');
    const result = reply.json.results?.[0];
    if (result?.status === 503) continue;
    if (reply.status < 500) return reply;
    expect(reply.status).toBe(503);
    expect(reply.headers.get('retry-after')).toBe('1');
  }
  return expect.fail('no definite answer after five tries');
}
