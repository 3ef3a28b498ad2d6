/** A process's way to a table in memory: calls take their time, some for seconds, and writes get lost, or land after they were given up. */
import { StoreUnavailable, type Table } from '../../../shared/storage/table.ts';
import type { VirtualTime } from '../contention/virtual-time.ts';

export interface FaultyWorld {
  readonly table: Table;
  readonly time: VirtualTime;
  /** 0 up to 1. */
  readonly random: () => number;
  /** False once faults have ended. */
  readonly isFaulty: () => boolean;
}

const usualMs = 8;
const slowMs = 3_000;
const slowShare = 0.03;
const lostShare = 0.06;

export function createFaultyTable({ table, time, random, isFaulty }: FaultyWorld): Table {
  const wait = (): Promise<void> => time.sleep(random() * (isFaulty() && random() < slowShare ? slowMs : usualMs));

  async function read<T>(act: () => Promise<T>): Promise<T> {
    await wait();
    const answer = await act();
    await wait();
    return answer;
  }

  /** Undefined when nobody knows whether it was carried out. */
  async function write<T>(act: () => Promise<T>): Promise<T | undefined> {
    await wait();
    const dice = isFaulty() ? random() / lostShare : 1;
    if (dice < 0.3) return undefined;
    if (dice < 0.6) {
      void time.sleep(random() * slowMs).then(act);
      return undefined;
    }
    const outcome = await act();
    await wait();
    return dice < 1 ? undefined : outcome;
  }

  const unanswered = { kind: 'in-doubt', cause: new Error('no answer') } as const;
  return {
    get: (key, options) => read(() => table.get(key, options)),
    getMany: (keys) => read(() => table.getMany(keys)),
    query: (range) => read(() => table.query(range)),
    queryDue: (range) => read(() => table.queryDue(range)),
    put: async (item, guard) => (await write(() => table.put(item, guard))) ?? unanswered,
    update: async (update) => (await write(() => table.update(update))) ?? unanswered,
    putMany: async (items) => {
      const stored = await write(async () => {
        await table.putMany(items);
        return true;
      });
      if (stored === undefined) throw new StoreUnavailable('no answer');
    },
  };
}
