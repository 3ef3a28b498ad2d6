/** The service itself: through its operations alone, and through HTTP and the handlers. */
import { Agent } from 'node:http';
import * as z from 'zod/mini';
import type { LocalService } from '../../../infra/local/service.ts';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import { fromCredits, type Microcredits } from '../../../shared/domain/amount.ts';
import { debitCredits } from '../../../shared/operations/debit-credits.ts';
import { surroundings } from '../../../shared/runtime/services.ts';
import { decodeAccount } from '../../../shared/storage/account-item.ts';
import type { DynamoClient } from '../../../shared/storage/dynamo/dynamo-client.ts';
import { createDynamoTable } from '../../../shared/storage/dynamo-table.ts';
import { createStore } from '../../../shared/storage/store.ts';
import type { Table } from '../../../shared/storage/table.ts';
import { accountIdOf, accountKey } from '../../../shared/storage/table-keys.ts';
import { createMeter, type Meter } from './meter.ts';
import { post } from './post.ts';
import { type Books, NotCharged, type Subject } from './subject.ts';
import { bodyOf, debitOf, type Turn } from './turns.ts';

/** The operation alone, as a process of its own has it: its own client, store and cached catalogue. */
export function operationsSubject({
  client,
  tableName,
  table,
}: {
  readonly client: DynamoClient;
  readonly tableName: string;
  readonly table: Table;
}): Subject {
  const meter = createMeter();
  meter.attach(client);
  const store = createStore(createDynamoTable({ tableName, client, sleep: surroundings.sleep }), surroundings);
  const debit = async (accountId: string, turn: Turn): Promise<Microcredits> => {
    const outcome = await debitCredits(store, debitOf(accountId, turn), Date.now());
    if (outcome.kind !== 'done') throw new NotCharged(outcome.kind);
    return outcome.value.credits;
  };
  return { name: 'operations', isOurs: true, meter, debit, books: (accountIds) => booksOf(table, accountIds) };
}

export interface HttpOptions {
  readonly service: LocalService;
  /** The meter of the service's client. */
  readonly meter: Meter;
  readonly table: Table;
  readonly clientsMax: number;
}

/** Requests over kept connections, answered by the deployed handlers. Signed in name only: nobody checks it here. */
export function httpSubject({ service, meter, table, clientsMax }: HttpOptions): Subject {
  const agent = new Agent({ keepAlive: true, maxSockets: clientsMax });
  const debit = async (accountId: string, turn: Turn): Promise<Microcredits> => {
    const headers = { 'idempotency-key': turn.key };
    const url = `${service.url}/accounts/${accountId}/debits`;
    const { status, text } = await post(agent, url, JSON.stringify(bodyOf(turn)), headers);
    if (status !== 201) throw new NotCharged(`HTTP ${status}`);
    return expectAcknowledged(text);
  };
  return { name: 'HTTP', isOurs: true, meter, debit, books: (accountIds) => booksOf(table, accountIds) };
}

const receipt = z.object({ entry: z.object({ credits: z.number() }) });

function expectAcknowledged(text: string): Microcredits {
  const credits = fromCredits(receipt.parse(JSON.parse(text)).entry.credits);
  if (credits === undefined) throw new NotCharged('a receipt without an amount');
  return credits;
}

async function booksOf(table: Table, accountIds: readonly string[]): Promise<Books> {
  let available = 0;
  let entries = 0;
  for (const item of await table.getMany(accountIds.map(accountKey))) {
    const { account } = decodeAccount(accountIdOf(item), item);
    available += balanceOf(account).available;
    entries += account.seq;
  }
  return { available, entries };
}
