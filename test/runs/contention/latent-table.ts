/**
 * A process's way to a table in memory: every call takes its time, the table acts halfway through it, and an item that is
 * asked for more than it takes throttles its writes, which are then tried again as the service's client does.
 */
import { retryPauseMs, throttledTriesMax } from '../../../shared/storage/retry-pause.ts';
import { type PutOutcome, StoreUnavailable, type Table } from '../../../shared/storage/table.ts';
import type { Item, Key } from '../../../shared/storage/table-keys.ts';
import type { Update, UpdateOutcome } from '../../../shared/storage/update.ts';
import type { FakeTable } from '../simulation/fake-table.ts';
import type { ItemCapacity } from './item-capacity.ts';
import { drawnMs, readMs, writeMs } from './latency.ts';
import type { VirtualTime } from './virtual-time.ts';

/** The sum of calls, over all processes. */
export interface Traffic {
  /** Tries that were throttled among them. */
  calls: number;
  throttled: number;
  /** Calls that were throttled at every try. */
  givenUp: number;
  writeUnits: number;
  readUnits: number;
}

export interface TableWorld {
  readonly table: FakeTable;
  readonly time: VirtualTime;
  readonly random: () => number;
  readonly capacity: ItemCapacity;
  readonly traffic: Traffic;
}

const batchGetMax = 100;
const batchWriteMax = 25;
/** As `dynamo-table.ts` sends them. */
const batchWritesAtOnce = 2;

export function createLatentTable(world: TableWorld, onGivenUp: () => void): Table {
  const { table, time, random, traffic } = world;

  async function call<T>(ms: number, act: () => Promise<T>): Promise<T> {
    const halfMs = drawnMs(ms, random) / 2;
    traffic.calls += 1;
    await time.sleep(halfMs);
    const answer = act();
    await time.sleep(halfMs);
    return answer;
  }

  /** A write of one item, which the item may be too busy to take. */
  async function write<T>(key: Key, act: () => Promise<T>, isUrgent = false): Promise<T> {
    const done = await triedTo(throttledTriesMax, key, act, isUrgent);
    if (done !== throttling) return done;
    traffic.givenUp += 1;
    onGivenUp();
    throw new StoreUnavailable('the item takes no more now');
  }

  async function triedTo<T>(
    triesMax: number,
    key: Key,
    act: () => Promise<T>,
    isUrgent: boolean,
  ): Promise<T | typeof throttling> {
    for (let tries = 0; tries < triesMax; tries += 1) {
      if (tries > 0) await time.sleep(retryPauseMs(tries, random(), isUrgent));
      const done = await call(writeMs, async () => takenBy(world, key, act));
      if (done !== throttling) return done;
      traffic.throttled += 1;
    }
    return throttling;
  }

  async function update(asked: Update): Promise<UpdateOutcome> {
    const { key, isUrgent = false, throttledTries } = asked;
    if (throttledTries === undefined) return orInDoubt(write(key, () => table.update(asked), isUrgent));
    const outcome = await triedTo(throttledTries, key, () => table.update(asked), isUrgent);
    return outcome === throttling ? { kind: 'throttled' } : outcome;
  }

  const read = <T>(act: () => Promise<T>, pages = 1): Promise<T> =>
    call(readMs * Math.max(1, pages), async () => meter(world, act));

  /** Filed items lie all over the table: none of them is ever busy. */
  async function putMany(items: readonly Item[]): Promise<void> {
    const rounds = Math.ceil(items.length / batchWriteMax / batchWritesAtOnce);
    if (rounds === 0) return;
    traffic.calls += Math.ceil(items.length / batchWriteMax) - 1;
    await call(rounds * writeMs, async () => meter(world, () => table.putMany(items)));
  }

  return {
    get: (key, options) => read(() => table.get(key, options)),
    getMany: async (keys) =>
      keys.length === 0 ? [] : read(() => table.getMany(keys), Math.ceil(keys.length / batchGetMax)),
    put: (item, guard) => orInDoubt(write(item, () => table.put(item, guard))),
    update,
    putMany,
    query: (range) => read(() => table.query(range)),
    queryDue: (range) => read(() => table.queryDue(range)),
  };
}

/** A write that wasn't taken at any try is in doubt for its caller, as with the real table. */
async function orInDoubt<T>(written: Promise<T>): Promise<T | InDoubt> {
  try {
    return await written;
  } catch (cause) {
    if (cause instanceof StoreUnavailable) return { kind: 'in-doubt', cause };
    throw cause;
  }
}

type InDoubt = Extract<PutOutcome, { readonly kind: 'in-doubt' }>;

const throttling: unique symbol = Symbol('throttled');

async function takenBy<T>(world: TableWorld, key: Key, act: () => Promise<T>): Promise<T | typeof throttling> {
  const { capacity, traffic } = world;
  if (!capacity.isThere(key)) return throttling;
  const before = traffic.writeUnits;
  const answer = meter(world, act);
  capacity.charge(key, traffic.writeUnits - before);
  return answer;
}

/** Counts what the table bills. It acts at once, so nobody else's is in it. */
function meter<T>({ table, traffic }: TableWorld, act: () => Promise<T>): Promise<T> {
  const { reads, writes } = table.capacity;
  const answer = act();
  traffic.readUnits += table.capacity.reads - reads;
  traffic.writeUnits += table.capacity.writes - writes;
  return answer;
}
