/** Replies of the store that get lost on their way: the change has one effect all the same, and its caller a right answer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, type EngineName, startEngine } from '../../../infra/local/engine.ts';
import { localClient } from '../../../infra/local/local-table.ts';
import { createDynamoTable } from '../../../shared/storage/dynamo-table.ts';
import type { Table } from '../../../shared/storage/table.ts';
import { scenarios } from '../builders/changing-scenarios.ts';
import { engines } from '../engines/engines.ts';
import { type DroppingProxy, startDroppingProxy } from '../proxies/dropping-proxy.ts';
import { startTestService, type TestService } from '../service/service.ts';
import { askedKey, entriesOf, expectOneEffect, fillLog, persist } from './one-effect.ts';

const callsMax = 20;

interface Where {
  readonly over?: readonly EngineName[];
  /** With a log that the change files first, and with one that has room. */
  readonly filing?: readonly boolean[];
}

/** Describes what becomes of every change when so many replies in a row get lost, whichever of its calls is the first. */
export function describeLostReplies(count: number, { over = engines, filing = [false, true] }: Where = {}): void {
  describe.each(over)(`over %s, when ${count} in a row get lost`, (name) => {
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

    const cases = Object.entries(scenarios).flatMap(([id, scenario]) =>
      filing.map((isFiling) => ({ id, scenario, isFiling })),
    );

    it.each(cases)('$id has one effect and a right answer, filing $isFiling', async ({ scenario, isFiling }) => {
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
    });
  });
}
