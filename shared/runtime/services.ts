/**
 * The process's services. A handler names those that it works with beyond the store, and only their clients are in its
 * bundle: a debit's start doesn't wait for the event bus to be loaded.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Services } from '../ports/services.ts';
import { createDynamoClient } from '../storage/dynamo/dynamo-client.ts';
import { createDynamoTable } from '../storage/dynamo-table.ts';
import { type CreditStore, createStore } from '../storage/store.ts';
import { awsCredentials, awsRegion, dynamoEndpoint } from './aws-environment.ts';
import { requireVariable } from './environment.ts';

let known: { -readonly [Name in keyof Services]?: Services[Name] } = {};

/** The store and the clock: what every handler works with. */
export function services(): Pick<Services, 'store' | 'nowMs'> {
  return { store: service('store', storeFromEnvironment), nowMs: service('nowMs', () => nowMs) };
}

/** One of the process's services: the one provided, or else one made now, once. */
export function service<Name extends keyof Services>(name: Name, make: () => Services[Name]): Services[Name] {
  const present = known[name];
  if (present !== undefined) return present;
  const fresh = make();
  known = { ...known, [name]: fresh };
  return fresh;
}

/** Gives the process these services instead of the environment's. The local service brings its own engine, bus, queue and clock. */
export function provideServices(provided: Partial<Services>): void {
  known = { ...known, ...provided };
}

export const surroundings = {
  sleep: (ms: number): Promise<void> => sleep(ms),
  random: (): number => Math.random(),
  monotonicMs: (): number => performance.now(),
};

function nowMs(): number {
  return Date.now();
}

function storeFromEnvironment(): CreditStore {
  const client = createDynamoClient({
    endpoint: dynamoEndpoint(),
    region: awsRegion(),
    credentials: awsCredentials,
    sleep: surroundings.sleep,
    random: surroundings.random,
    nowMs,
  });
  const table = createDynamoTable({ tableName: requireVariable('TABLE_NAME'), client, sleep: surroundings.sleep });
  return createStore(table, surroundings);
}
