/**
 * The last request for an automatic top-up of each account, in an item beside it. Every write is on condition of its version, so
 * what is told at once by several is joined. While something is to be told of it, the item is listed in the index.
 */
import * as z from 'zod/mini';
import {
  isLaterThan,
  type TopUpAsked,
  type TopUpFailure,
  type TopUpRequest,
  topUpDueMs,
  topUpEnds,
} from '../domain/account/top-up-request.ts';
import { microcredits } from '../domain/amount.ts';
import { present } from '../domain/present.ts';
import { parse } from './parse.ts';
import { whole } from './stored-parts.ts';
import { type DueItem, StoreUnavailable, type Table } from './table.ts';
import {
  accountIdOfTopUp,
  dueShards,
  type Item,
  shardIndexOf,
  tableShape,
  topUpKey,
  topUpShard,
} from './table-keys.ts';

export interface TopUps {
  /** The last request; undefined of an account that never asked, or not since requests are kept. */
  read(accountId: string): Promise<TopUpRequest | undefined>;
  /** Keeps a request, unless it is known, or a later one is. */
  open(asked: TopUpAsked): Promise<void>;
  /** Changes what is known, as often as others change it meanwhile. The very same request is not written again. */
  rewrite(accountId: string, change: (request: TopUpRequest) => TopUpRequest): Promise<TopUpRequest | undefined>;
  /** Accounts of whose requests something is to be told by then, those that wait longest first. A hint: read each. */
  due(untilMs: number): AsyncIterable<string>;
}

/** Those who tell of one request at once: a stream, a job and whoever takes payments. */
const triesMax = 10;
const pageSize = 200;

export function createTopUps(table: Table): TopUps {
  type Change = (request: TopUpRequest | undefined) => TopUpRequest | undefined;

  async function change(accountId: string, changed: Change): Promise<TopUpRequest | undefined> {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const item = await table.get(topUpKey(accountId));
      const stored = item === undefined ? { request: undefined, version: 0 } : decode(accountId, item);
      const request = changed(stored.request);
      if (request === undefined || request === stored.request) return stored.request;
      const { version } = stored;
      const guard = version === 0 ? ({ kind: 'absent' } as const) : ({ kind: 'version', version } as const);
      if ((await table.put(encode(request, version + 1), guard)).kind === 'stored') return request;
    }
    throw new StoreUnavailable('the request for a top-up was too busy');
  }

  return {
    read: async (accountId) => {
      const item = await table.get(topUpKey(accountId));
      return item === undefined ? undefined : decode(accountId, item).request;
    },
    open: async (asked) => {
      await change(asked.accountId, (known) => (isLaterThan(asked, known) ? { ...asked, asked: 1 } : known));
    },
    rewrite: (accountId, changed) => change(accountId, (known) => known && changed(known)),
    due: (untilMs) => due(table, untilMs),
  };
}

async function* due(table: Table, untilMs: number): AsyncGenerator<string> {
  for (let index = 0; index < dueShards; index += 1) {
    let after: DueItem | undefined;
    do {
      const range = { shard: topUpShard(index), untilMs, limit: pageSize, ...present({ after }) };
      const items: readonly DueItem[] = await table.queryDue(range);
      yield* items.map(accountIdOfTopUp);
      after = items.length < pageSize ? undefined : items.at(-1);
    } while (after !== undefined);
  }
}

const storedRequest = z.object({
  version: whole,
  /** entry, since when, pack, available then, which of its cycle */
  request: z.tuple([whole, whole, z.string(), whole, whole]),
  asked: whole,
  /** first, last, told, reason */
  failure: z.optional(
    z.union([z.tuple([whole, whole, z.boolean()]), z.tuple([whole, whole, z.boolean(), z.string()])]),
  ),
  end: z.optional(z.tuple([z.enum(topUpEnds), whole])),
});
type Stored = z.infer<typeof storedRequest>;

function encode(of: TopUpRequest, version: number): Item {
  const { accountId, seq, sinceMs, packId, available, count, asked, failure, end } = of;
  const { partitionKey, sortKey } = tableShape.dueIndex;
  const dueMs = topUpDueMs(of);
  const stored: Stored = {
    version,
    request: [seq, sinceMs, packId, available, count],
    asked,
    ...present({
      failure: failure && storedFailure(failure),
      end: end && ([end.as, end.atMs] satisfies Stored['end']),
    }),
  };
  const listed = dueMs === undefined ? {} : { [partitionKey]: topUpShard(shardIndexOf(accountId)), [sortKey]: dueMs };
  return { ...topUpKey(accountId), ...stored, ...listed };
}

function storedFailure({ firstMs, atMs, isTold, reason }: TopUpFailure): NonNullable<Stored['failure']> {
  return reason === undefined ? [firstMs, atMs, isTold] : [firstMs, atMs, isTold, reason];
}

function decode(accountId: string, item: Item): { readonly request: TopUpRequest; readonly version: number } {
  const { version, request, asked, failure, end } = parse(storedRequest, item, 'the request for a top-up');
  const [seq, sinceMs, packId, available, count] = request;
  return {
    version,
    request: {
      ...{ accountId, seq, sinceMs, packId, available: microcredits(available), count, asked },
      ...present({ failure: failure && failureOf(failure), end: end && { as: end[0], atMs: end[1] } }),
    },
  };
}

function failureOf([firstMs, atMs, isTold, reason]: NonNullable<Stored['failure']>): TopUpFailure {
  return { firstMs, atMs, isTold, ...present({ reason }) };
}
