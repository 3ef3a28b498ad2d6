/** A table of accounts with the deployed jobs over it: the sweep, a queue, and workers, each run metered and timed. */
import { handler as sweepDue } from '../../../functions/jobs/sweep-due.ts';
import { localContext } from '../../../infra/local/gateway.ts';
import { createLocalTable, localClient } from '../../../infra/local/local-table.ts';
import { createMemoryQueue } from '../../../infra/local/memory-queue.ts';
import type { DueMessage } from '../../../shared/ports/due-queue.ts';
import { jobs } from '../../../shared/runtime/jobs.ts';
import { provideServices, surroundings } from '../../../shared/runtime/services.ts';
import type { DynamoClient } from '../../../shared/storage/dynamo/dynamo-client.ts';
import { createDynamoTable } from '../../../shared/storage/dynamo-table.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import type { Table } from '../../../shared/storage/table.ts';
import { type Cost, createMeter, totalOf } from '../bench/meter.ts';

/** The price of something: time, this process's share of a core, and the table. */
export interface Spending {
  readonly ms: number;
  readonly cpuMs: number;
  readonly cost: Readonly<Cost>;
}

export interface Fleet {
  /** Beside the meter, to fill and to audit. */
  readonly table: Table;
  readonly store: CreditStore;
  /** Messages that wait for a worker. */
  waiting(): number;
  /** Runs the sweep. */
  sweep(): Promise<Spending>;
  /** Each of so many workers takes one batch, and all of them finish. */
  advance(workers: number): Promise<Spending>;
  /** Hands these over as the sweep does: what a queue delivers twice. */
  send(messages: readonly DueMessage[]): Promise<void>;
  /** Empties the queue without advancing anything. */
  forget(): void;
  stop(): void;
}

const jobTimeoutMs = 900_000;

export async function createFleet(endpoint: string, tableName: string, nowMs: number): Promise<Fleet> {
  const metered = localClient(endpoint);
  const besides = localClient(endpoint);
  await createLocalTable(endpoint, tableName);
  const tableOver = (client: DynamoClient): Table =>
    createDynamoTable({ tableName, client, sleep: surroundings.sleep });
  const meter = createMeter();
  meter.attach(metered);
  const measured = createStore(tableOver(metered), surroundings);
  const table = tableOver(besides);
  let queue = createMemoryQueue();

  /** The jobs' services are the process's: they are this fleet's while it runs. */
  const spend = async (run: () => Promise<unknown>): Promise<Spending> => {
    provideServices({ store: measured, nowMs: () => nowMs });
    provideServices({ queue: queue });
    meter.take();
    const startedMs = performance.now();
    const startedCpu = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(startedCpu);
    return { ms: performance.now() - startedMs, cpuMs: (user + system) / 1_000, cost: totalOf(meter.take()) };
  };
  return {
    table,
    store: createStore(table, surroundings),
    waiting: () => queue.waiting(),
    sweep: () => spend(() => sweepDue({}, localContext(jobs.sweepDue, jobTimeoutMs))),
    advance: (workers) => spend(() => Promise.all(Array.from({ length: workers }, () => queue.deliver()))),
    send: (messages) => queue.send(messages),
    forget: () => {
      queue = createMemoryQueue();
    },
    stop: () => {
      metered.destroy();
      besides.destroy();
    },
  };
}

export function sumOf(parts: readonly Spending[]): Spending {
  const sum = (figure: (spent: Spending) => number): number => parts.reduce((total, part) => total + figure(part), 0);
  return {
    ms: sum(({ ms }) => ms),
    cpuMs: sum(({ cpuMs }) => cpuMs),
    cost: {
      calls: sum(({ cost }) => cost.calls),
      readUnits: sum(({ cost }) => cost.readUnits),
      writeUnits: sum(({ cost }) => cost.writeUnits),
      refused: sum(({ cost }) => cost.refused),
      unanswered: sum(({ cost }) => cost.unanswered),
    },
  };
}
