/**
 * The process's services. A handler names those that it works with beyond the store, and only their clients are in its
 * bundle: a debit's start doesn't wait for the event bus to be loaded.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Services } from '../ports/services.ts';
import { type AccountStore, createAccountStore } from '../storage/account-store.ts';
import { createDynamoClient } from '../storage/dynamo/dynamo-client.ts';
import { createDynamoTable } from '../storage/dynamo-table.ts';
import type { Table } from '../storage/table.ts';
import { awsCredentials, awsRegion, dynamoEndpoint } from './aws-environment.ts';
import { requireVariable } from './environment.ts';

let known: { -readonly [Name in keyof Services]?: Services[Name] } = {};

/** The accounts and the clock, which every handler works with. */
export interface ProcessServices extends Pick<Services, 'nowMs'> {
  readonly store: AccountStore;
}

/** The process's accounts and clock. */
export function services(): ProcessServices {
  return { store: known.store ?? storeFromEnvironment().accounts, nowMs: service('nowMs', () => nowMs) };
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

interface TableWithAccounts {
  readonly table: Table;
  readonly accounts: AccountStore;
}

let opened: TableWithAccounts | undefined;

/** The environment's table with its accounts, made once: changes of one account queue up in one place (W5). */
export function storeFromEnvironment(): TableWithAccounts {
  if (opened === undefined) {
    const client = createDynamoClient({
      endpoint: dynamoEndpoint(),
      region: awsRegion(),
      credentials: awsCredentials,
      sleep: surroundings.sleep,
      random: surroundings.random,
      nowMs,
    });
    const table = createDynamoTable({ tableName: requireVariable('TABLE_NAME'), client, sleep: surroundings.sleep });
    opened = { table, accounts: createAccountStore(table, surroundings) };
  }
  return opened;
}
