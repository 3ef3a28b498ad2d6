import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, startEngine } from '../../infra/local/engine.ts';
import { localClient } from '../../infra/local/local-table.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { createDynamoTable } from '../../shared/storage/dynamo-table.ts';
import type { Table } from '../../shared/storage/table.ts';
import { scenarios } from '../support/builders/changing-scenarios.ts';
import { engines } from '../support/engines/engines.ts';
import { askedKey, entriesOf, expectOneEffect, fillLog, persist } from '../support/expectations/one-effect.ts';
import { type DroppingProxy, startDroppingProxy } from '../support/proxies/dropping-proxy.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

/** The SDK tries three times: losing one reply is mended by it, losing three reaches the service and perhaps the caller. */
const losses = [1, 3, 6];
const callsMax = 14;

describe.each(engines)('over %s, when replies of the store get lost', (name) => {
  let engine: Engine;
  let proxy: DroppingProxy;
  let service: TestService;
  let table: Table;
  let accounts = 0;

  beforeAll(async () => {
    engine = await startEngine({ name });
    const client = localClient(engine.endpoint);
    table = createDynamoTable({ tableName: 'credits', client, sleep: async () => {} });
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
        if (isFiling) await fillLog(service, table, accountId);
        const before = await entriesOf(service, accountId);

        proxy.arm(first, count);
        const reply = await persist(() =>
          service.call(scenario.method, scenario.path(accountId), { body: scenario.body?.(accountId), key: askedKey }),
        );
        const calls = proxy.calls();
        proxy.arm(Number.POSITIVE_INFINITY, 0);

        await expectOneEffect({ service, scenario, accountId, before, reply });
        if (calls < first) return;
      }
      expect.fail(`still more calls after ${callsMax}`);
    },
  );
});
