import { setTimeout as sleep } from 'node:timers/promises';
import { dynoxidePath, type EngineName, startEngine } from '../../../infra/local/engine.ts';
import { createLocalTable, localClient } from '../../../infra/local/local-table.ts';
import type { Plan } from '../../../shared/domain/catalogue/plan.ts';
import { createDynamoTable } from '../../../shared/storage/dynamo-table.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import type { Table } from '../../../shared/storage/table.ts';
import { plan } from '../builders/fixtures.ts';
import { isUnderMutation } from '../expectations/effort.ts';
import { createMemoryTable } from './memory-table.ts';

/** Both embedded engines, where this machine has both. One name stands for memory, where mutants multiply the time. */
export const engines: readonly EngineName[] =
  dynoxidePath() === undefined || isUnderMutation ? ['dynalite'] : ['dynoxide', 'dynalite'];

export interface TestStore {
  readonly endpoint: string;
  readonly table: Table;
  /** One process's store. Every call makes another, as another process would have. */
  newStore(over?: (table: Table) => Table): CreditStore;
  stop(): Promise<void>;
}

export async function startTestStore(name: EngineName, plans: readonly Plan[] = [plan()]): Promise<TestStore> {
  if (isUnderMutation) return inMemory(plans);
  const engine = await startEngine({ name });
  const client = localClient(engine.endpoint);
  await createLocalTable(engine.endpoint, 'credits');
  const table = createDynamoTable({ tableName: 'credits', client, sleep: (ms) => sleep(ms) });
  const surroundings = {
    sleep: (ms: number): Promise<void> => sleep(ms),
    random: (): number => Math.random(),
    monotonicMs: (): number => performance.now(),
  };
  const newStore = (over: (table: Table) => Table = (same) => same): CreditStore =>
    createStore(over(table), surroundings);
  for (const each of plans) await newStore().catalogue.addPlan(each);
  return {
    endpoint: engine.endpoint,
    table,
    newStore,
    stop: async () => {
      client.destroy();
      await engine.stop();
    },
  };
}

async function inMemory(plans: readonly Plan[]): Promise<TestStore> {
  const table = createMemoryTable();
  const surroundings = { sleep: turn, random: () => 0.5, monotonicMs: () => performance.now() };
  const newStore = (over: (table: Table) => Table = (same) => same): CreditStore =>
    createStore(over(table), surroundings);
  for (const each of plans) await newStore().catalogue.addPlan(each);
  return { endpoint: 'memory:', table, newStore, stop: async () => {} };
}

/** Others may go on; time does not. */
async function turn(): Promise<void> {
  await sleep(0);
}
