/** The cost of a request is bounded: calls and units of the table, and bytes of the log (S25). */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createNarrator } from '../../infra/examples/narrator.ts';
import { startStory } from '../../infra/examples/start-story.ts';
import { tellStory } from '../../infra/examples/story.ts';
import { routeList, routes } from '../../shared/contract/routes/routes.ts';
import { provideServices, surroundings } from '../../shared/runtime/services.ts';
import { createStore } from '../../shared/storage/store.ts';
import { StoreUnavailable, type Table } from '../../shared/storage/table.ts';
import { createMeter, totalOf } from '../runs/bench/meter.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { requestOf } from '../support/builders/route-request.ts';
import { watchOutput } from '../support/processes/output.ts';
import { callHandler } from '../support/service/handlers.ts';
import budgets from './request-budgets.json' with { type: 'json' };

vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'DEBUG';
  process.env['METRICS_DISABLED'] = 'false';
});

interface Budget {
  readonly calls: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly logBytes?: number;
}

const named: Readonly<Record<string, Budget>> = budgets.routes;

describe('in the story of the contract’s examples, each route costs no more than its budget', () => {
  const costs = new Map<string, Budget & { readonly logBytes: number }>();

  beforeAll(async () => {
    const meter = createMeter();
    const service = await startStory({ instrument: meter.attach });
    const narrator = createNarrator(service, { answers: new Map(), problems: new Map() });
    try {
      const shown: typeof narrator.shown = async (route, keep, told) => {
        meter.take();
        const { value, lines } = await watchOutput(() => narrator.shown(route, keep, told));
        costs.set(route.id, { ...totalOf(meter.take()), logBytes: Buffer.byteLength(lines.join('\n')) });
        return value;
      };
      // Lines of the steps in between are for nobody.
      await watchOutput(() => tellStory({ ...narrator, shown }));
    } finally {
      await service.stop();
    }
  }, 60_000);

  it.each(routeList)('$id', ({ id, isChange, method }) => {
    const { calls, readUnits, writeUnits } =
      named[id] ?? budgets.usual[isChange || method === 'PUT' ? 'change' : 'read'];
    const cost = costs.get(id);
    expect(cost?.calls, 'calls').toBeLessThanOrEqual(calls);
    expect(cost?.readUnits, 'read units').toBeLessThanOrEqual(readUnits);
    expect(cost?.writeUnits, 'write units').toBeLessThanOrEqual(writeUnits);
    expect(cost?.logBytes, 'bytes of log').toBeLessThanOrEqual(named[id]?.logBytes ?? budgets.logBytes);
  });

  it('and no budget is for a route that is gone', () => {
    expect(Object.keys(named).filter((id) => !costs.has(id))).toEqual([]);
  });
});

describe('a failure is written in a bounded number of bytes', () => {
  beforeAll(() => {
    const fail = async (): Promise<never> => {
      let cause = new Error('x'.repeat(100_000));
      for (let depth = 0; depth < 100; depth += 1) cause = new StoreUnavailable(`no answer ${depth}`, { cause });
      throw cause;
    };
    const table: Table = {
      get: fail,
      getMany: fail,
      put: fail,
      update: fail,
      putMany: fail,
      query: fail,
      queryDue: fail,
    };
    provideServices({ store: createStore(table, { ...surroundings, sleep: async () => {} }), nowMs: () => startMs });
  });

  it.each(routeList.filter(({ id }) => id !== routes.debitBatch.id))('$id', async (route) => {
    const { lines } = await watchOutput(() => callHandler(route, requestOf(route)));

    expect(Buffer.byteLength(lines.join('\n'))).toBeLessThan(budgets.failureLogBytes);
  });

  it('of a batch too, however many of it fail, and each is answered', async () => {
    const debits = Array.from({ length: 500 }, (_, index) => {
      return { accountId: `acme-${index}`, idempotencyKey: `key ${index}`, credits: 1, category: 'ai' };
    });
    const request = { ...requestOf(routes.debitBatch), text: JSON.stringify({ debits }) };

    const { value, lines } = await watchOutput(() => callHandler(routes.debitBatch, request));

    const { results } = JSON.parse(value.body ?? '') as { readonly results: readonly { readonly status: number }[] };
    expect(results.map(({ status }) => status)).toEqual(debits.map(() => 503));
    expect(lines.filter((line) => line.includes('"request failed"'))).toHaveLength(5);
    expect(lines.find((line) => line.includes('"more of a batch failed"'))).toContain('"failures":500');
    expect(Buffer.byteLength(lines.join('\n'))).toBeLessThan(6 * budgets.failureLogBytes);
  });
});
