import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, startEngine } from '../../infra/local/engine.ts';
import { routeList } from '../../shared/contract/routes.ts';
import { scenarios } from '../support/changing-scenarios.ts';
import { type DroppingProxy, startDroppingProxy } from '../support/dropping-proxy.ts';
import { engines } from '../support/engines.ts';
import { type Reply, startTestService, type TestService } from '../support/service.ts';

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
