/**
 * The cost of a client's calls, by what DynamoDB bills: the consumed capacity that answers report, and for a refused
 * conditional write, which is billed too but reported by nobody, the size of the item it met. Every attempt of a call
 * counts, the SDK's own retries included.
 */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { DynamoClient } from '../../../shared/storage/dynamo/dynamo-client.ts';
import { itemSizeBytes } from '../../../shared/storage/item-size.ts';
import { writeUnits } from '../../support/engines/capacity.ts';

/** The cost of one kind of call. */
export interface Cost {
  calls: number;
  readUnits: number;
  writeUnits: number;
  /** Conditional writes that were refused, and are in the write units. */
  refused: number;
  /** Attempts without an answer: what they cost is not known. */
  unanswered: number;
}

/** By command: `GetItem`, `PutItem`... */
export type Reading = ReadonlyMap<string, Readonly<Cost>>;

export interface Meter {
  /** From now on, this client's calls count: the service's, or the SDK's. */
  attach(client: DynamoClient | DynamoDBClient): void;
  /** The calls since the last time. */
  take(): Reading;
}

export function createMeter(): Meter {
  let costs = new Map<string, Cost>();
  const costOf = (command: string): Cost => {
    const known = costs.get(command) ?? { ...nothing };
    costs.set(command, known);
    return known;
  };
  const metered = async <T>(command: string, input: unknown, sent: () => Promise<SentCommand<T>>): Promise<T> => {
    const cost = costOf(command);
    cost.calls += 1;
    try {
      const { output, result } = await sent();
      const units = consumedUnits(output);
      if (reads.has(command)) cost.readUnits += units;
      else cost.writeUnits += units;
      return result;
    } catch (cause) {
      countRefusal(cost, cause, input);
      throw cause;
    }
  };
  const attach = (client: DynamoClient | DynamoDBClient): void => {
    if ('watch' in client) {
      client.watch(
        (next) => (operation, input) =>
          metered(operation, input, async () => {
            const output = await next(operation, input);
            return { output, result: output };
          }),
      );
      return;
    }
    client.middlewareStack.add(
      (next, context) => (args) =>
        metered((context.commandName ?? 'unknown').replace(/Command$/, ''), args.input, async () => {
          const result = await next(args);
          return { output: result.output, result };
        }),
      // Nearest to the wire: the retry layer is in the same step, outside of it.
      { name: 'meter', step: 'finalizeRequest', priority: 'low', override: true },
    );
  };
  const take = (): Reading => {
    const taken = costs;
    costs = new Map();
    return taken;
  };
  return { attach, take };
}

export function totalOf(reading: Reading): Cost {
  const sum = { ...nothing };
  for (const cost of reading.values()) {
    sum.calls += cost.calls;
    sum.readUnits += cost.readUnits;
    sum.writeUnits += cost.writeUnits;
    sum.refused += cost.refused;
    sum.unanswered += cost.unanswered;
  }
  return sum;
}

interface SentCommand<T> {
  readonly output: unknown;
  readonly result: T;
}

const nothing: Cost = { calls: 0, readUnits: 0, writeUnits: 0, refused: 0, unanswered: 0 };
const reads = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan']);
/** A transaction writes every item twice: once to prepare, once to commit. */
const writesPerTransactedItem = 2;

const consumption = z.object({ CapacityUnits: z.optional(z.number()) });
const answer = z.object({ ConsumedCapacity: z.optional(z.union([z.array(consumption), consumption])) });

function consumedUnits(output: unknown): number {
  const { ConsumedCapacity = [] } = answer.parse(output);
  return [ConsumedCapacity].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
}

const attributes = z.record(z.string(), z.any());
/** The item of a refused write. Of a put, the item to be; of an update the key alone, and what it met tells its size. */
const refusedWrite = z.object({ Item: z.optional(attributes) });
const refusedTransaction = z.object({
  TransactItems: z.array(z.object({ Put: z.optional(z.object({ Item: attributes })) })),
});
/** As the service's client and the SDK's both say it. */
const refusal = z.object({ name: z.string(), item: z.optional(attributes), Item: z.optional(attributes) });

function countRefusal(cost: Cost, cause: unknown, input: unknown): void {
  const { name, item, Item: met = item } = refusal.safeParse(cause).data ?? { name: '' };
  switch (name) {
    case 'ConditionalCheckFailedException':
      cost.refused += 1;
      cost.writeUnits += Math.max(unitsOf(met), unitsOf(refusedWrite.parse(input).Item));
      return;
    case 'TransactionCanceledException':
      cost.refused += 1;
      for (const { Put } of refusedTransaction.parse(input).TransactItems)
        cost.writeUnits += writesPerTransactedItem * unitsOf(Put?.Item);
      return;
    default:
      cost.unanswered += 1;
  }
}

function unitsOf(item: Parameters<typeof unmarshall>[0] | undefined): number {
  return item === undefined ? 1 : writeUnits(itemSizeBytes(unmarshall(item)));
}
