/**
 * The subjects that stand beside ours, with the same client settings. The floor is the least that any debit must do: one bare
 * conditional update, with no ledger, no idempotency and no answer to remember. The textbook is one transaction of balance,
 * ledger entry and idempotency key.
 */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Microcredits } from '../../../shared/domain/amount.ts';
import { surroundings } from '../../../shared/runtime/services.ts';
import type { Table } from '../../../shared/storage/table.ts';
import type { Item } from '../../../shared/storage/table-keys.ts';
import { accountKey } from '../../../shared/storage/table-keys.ts';
import type { History } from './history.ts';
import { createMeter } from './meter.ts';
import { storeAll } from './preload.ts';
import { type Books, NotCharged, type Subject } from './subject.ts';
import { benchCaller, bodyOf, debitOf, priceOf, type Turn } from './turns.ts';

export interface PeerOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** The same table beside the meter. */
  readonly table: Table;
}

const startMicrocredits = 1_000_000_000_000;

export function floorSubject({ client, tableName, table }: PeerOptions): Subject {
  const meter = createMeter();
  meter.attach(client);
  const documents = DynamoDBDocumentClient.from(client);
  const debit = async (accountId: string, turn: Turn): Promise<Microcredits> => {
    const credits = priceOf(turn);
    await documents.send(
      new UpdateCommand({
        TableName: tableName,
        ...balanceUpdate(accountId, credits),
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    return credits;
  };
  return { name: 'bare UpdateItem', isOurs: false, meter, debit, books: (accountIds) => booksOf(table, accountIds) };
}

/** Tries of a transaction that others' transactions cancel. Here the engine lets them wait instead. */
const triesMax = 5;
const pauseMs = 10;

export function textbookSubject({ client, tableName, table }: PeerOptions): Subject {
  const meter = createMeter();
  meter.attach(client);
  const documents = DynamoDBDocumentClient.from(client);
  const debit = async (accountId: string, turn: Turn): Promise<Microcredits> => {
    const credits = priceOf(turn);
    for (let tries = 0; tries < triesMax; tries += 1) {
      try {
        await documents.send(transaction(tableName, accountId, turn));
        return credits;
      } catch (cause) {
        if (!(cause instanceof Error) || cause.name !== 'TransactionCanceledException') throw cause;
        await surroundings.sleep(surroundings.random() * pauseMs * 2 ** tries);
      }
    }
    throw new NotCharged('conflict');
  };
  return { name: 'textbook', isOurs: false, meter, debit, books: (accountIds) => booksOf(table, accountIds) };
}

/** Accounts as the floor keeps them: a balance. */
export async function openBalances(table: Table, histories: readonly History[]): Promise<void> {
  await storeAll(table, histories.map(balanceItem));
}

/** As the textbook keeps them: what was charged before is in its ledger and keys, so that no table is smaller than another. */
export async function openTextbook(table: Table, histories: readonly History[]): Promise<void> {
  await storeAll(
    table,
    histories.flatMap((history) => [
      balanceItem(history),
      ...history.debits.flatMap(({ turn, atMs }) => recordsOf(history.accountId, turn, atMs)),
    ]),
  );
}

function balanceItem({ accountId }: History): Item {
  return { ...accountKey(accountId), balance: startMicrocredits };
}

function recordsOf(accountId: string, turn: Turn, at: number): readonly [entry: Item, key: Item] {
  const { pk } = accountKey(accountId);
  const { fingerprint } = debitOf(accountId, turn);
  return [
    { pk, sk: `LEDGER#${turn.key}`, type: 'debit', at, credits: priceOf(turn), caller: benchCaller, ...bodyOf(turn) },
    { pk, sk: `KEY#${turn.key}`, fingerprint, at },
  ];
}

function transaction(tableName: string, accountId: string, turn: Turn): TransactWriteCommand {
  const [entry, key] = recordsOf(accountId, turn, Date.now());
  return new TransactWriteCommand({
    TransactItems: [
      { Update: { TableName: tableName, ...balanceUpdate(accountId, priceOf(turn)) } },
      { Put: { TableName: tableName, Item: entry } },
      {
        Put: {
          TableName: tableName,
          Item: key,
          ConditionExpression: 'attribute_not_exists(#pk)',
          ExpressionAttributeNames: { '#pk': 'pk' },
        },
      },
    ],
    ReturnConsumedCapacity: 'TOTAL',
  });
}

function balanceUpdate(accountId: string, credits: Microcredits) {
  return {
    Key: { ...accountKey(accountId) },
    UpdateExpression: 'SET #balance = #balance - :credits',
    ConditionExpression: '#balance >= :credits',
    ExpressionAttributeNames: { '#balance': 'balance' },
    ExpressionAttributeValues: { ':credits': credits },
  };
}

async function booksOf(table: Table, accountIds: readonly string[]): Promise<Books> {
  const items = await table.getMany(accountIds.map(accountKey));
  return { available: items.reduce((sum, { balance }) => sum + Number(balance), 0) };
}
