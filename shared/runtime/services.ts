import { setTimeout as sleep } from 'node:timers/promises';
import { createDynamoClient } from '../storage/dynamo/dynamo-client.ts';
import { createDynamoTable } from '../storage/dynamo-table.ts';
import { type CreditStore, createStore } from '../storage/store.ts';
import { awsCredentials, awsRegion, dynamoEndpoint } from './aws-environment.ts';
import { required } from './environment.ts';

/** What handlers work with. Made once per process and shared by its requests; nothing of a request is kept in it. */
export interface Services {
  readonly store: CreditStore;
  /** The service's clock, in milliseconds since 1970. */
  readonly nowMs: () => number;
}

let current: Services | undefined;

/** The process's services: those provided, or else what the environment names. */
export function services(): Services {
  current ??= fromEnvironment();
  return current;
}

/** Gives the process its services instead of the environment's. The local service brings its own engine and clock. */
export function provideServices(provided: Services): void {
  current = provided;
}

export const surroundings = {
  sleep: (ms: number): Promise<void> => sleep(ms),
  random: (): number => Math.random(),
  monotonicMs: (): number => performance.now(),
};

function fromEnvironment(): Services {
  const nowMs = (): number => Date.now();
  const client = createDynamoClient({
    endpoint: dynamoEndpoint(),
    region: awsRegion(),
    credentials: awsCredentials,
    sleep: surroundings.sleep,
    random: surroundings.random,
    nowMs,
  });
  const table = createDynamoTable({ tableName: required('TABLE_NAME'), client, sleep: surroundings.sleep });
  return { store: createStore(table, surroundings), nowMs };
}
