/**
 * The process's services. A handler names those that it works with beyond the store, and only their clients are in its
 * bundle: a debit's start doesn't wait for the event bus to be loaded.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { defaultProject, type MovedClock, type Project } from '../domain/project.ts';
import type { Services } from '../ports/services.ts';
import { type AccountStore, createAccountStore } from '../storage/account-store.ts';
import { createDynamoClient } from '../storage/dynamo/dynamo-client.ts';
import { createDynamoTable } from '../storage/dynamo-table.ts';
import { projectTable } from '../storage/project-table.ts';
import type { Table } from '../storage/table.ts';
import { awsCredentials, awsRegion, dynamoEndpoint } from './aws-environment.ts';
import { requireVariable } from './environment.ts';

const known = new Map<string, Partial<Services>>();

/** The accounts and the clock, which every handler works with. */
export interface ProcessServices extends Pick<Services, 'nowMs'> {
  readonly store: AccountStore;
}

/** A project's accounts and clock. */
export function services(project: Project = defaultProject): ProcessServices {
  const { moved, ...everybodys } = project;
  const clock = service('nowMs', everybodys, () => nowMs);
  if (moved !== undefined) return { store: movedStore(everybodys, moved), nowMs: () => clock() + moved.aheadMs };
  return { store: known.get(project.name)?.store ?? storeFromEnvironment(project).accounts, nowMs: clock };
}

/** One of a project's services: the one provided, or else one made now, once. */
export function service<Name extends keyof Services>(
  name: Name,
  project: Project,
  make: () => Services[Name],
): Services[Name] {
  const present = known.get(project.name)?.[name];
  if (present !== undefined) return present;
  const fresh = make();
  provideServices({ [name]: fresh }, project);
  return fresh;
}

/** Gives a project these services instead of the environment's. The local service brings its own engine, bus, queue and clock. */
export function provideServices(provided: Partial<Services>, { name }: Project = defaultProject): void {
  known.set(name, { ...known.get(name), ...provided });
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

const opened = new Map<string, TableWithAccounts>();
let wholeTable: Table | undefined;

/** A project's part of the environment's table with its accounts, made once: changes of one account queue up in one place (W5). */
export function storeFromEnvironment(project: Project = defaultProject): TableWithAccounts {
  const known = opened.get(project.name);
  if (known !== undefined) return known;
  const table = projectTable(tableFromEnvironment(), project);
  const made = { table, accounts: createAccountStore(table, surroundings) };
  opened.set(project.name, made);
  return made;
}

const movedStores = new WeakMap<Table, Map<string, AccountStore>>();
const movedStoresMax = 100;

/** An account whose clock was moved has a store of its own: a store goes by one clock. */
function movedStore(project: Project, { accountId, aheadMs }: MovedClock): AccountStore {
  const { table } = services(project).store;
  const stores = movedStores.get(table) ?? new Map<string, AccountStore>();
  movedStores.set(table, stores);
  const name = `${accountId} ${aheadMs}`;
  const store = stores.get(name) ?? createAccountStore(table, surroundings);
  stores.delete(name);
  stores.set(name, store);
  const [oldest] = stores.keys();
  if (stores.size > movedStoresMax && oldest !== undefined) stores.delete(oldest);
  return store;
}

function tableFromEnvironment(): Table {
  if (wholeTable === undefined) {
    const client = createDynamoClient({
      endpoint: dynamoEndpoint(),
      region: awsRegion(),
      credentials: awsCredentials,
      sleep: surroundings.sleep,
      random: surroundings.random,
      nowMs,
    });
    wholeTable = createDynamoTable({ tableName: requireVariable('TABLE_NAME'), client, sleep: surroundings.sleep });
  }
  return wholeTable;
}
