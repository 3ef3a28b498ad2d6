/**
 * The usual way, beside ours: one transaction of balance, ledger entry and idempotency key. Here it conflicts as on AWS,
 * where a transaction that meets another on one of its items is cancelled at once, and every item costs two write units
 * for each KB. The embedded engines let the second wait instead.
 */
import { retryPauseMs, throttledTriesMax } from '../../../shared/storage/retry-pause.ts';
import { accountKey } from '../../../shared/storage/table-keys.ts';
import { createItemCapacity } from './item-capacity.ts';
import { timedKey } from './keys.ts';
import { drawnMs, writeMs } from './latency.ts';
import type { Traffic } from './latent-table.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { Work } from './writer.ts';

export interface Textbook {
  readonly newWorker: () => Promise<Work>;
  readonly traffic: Traffic;
  /** How often the balance was taken from, by key. */
  readonly taken: ReadonlyMap<string, number>;
}

const unitsPerItem = 2;
const items = 3;
/** Tries of a cancelled transaction, and the pause after the first: as `npm run bench` has them. */
export const conflictTriesMax = 5;
const conflictPauseMs = 10;

export function createTextbook(time: VirtualTime, random: () => number): Textbook {
  const capacity = createItemCapacity(time.nowMs);
  const traffic: Traffic = { calls: 0, throttled: 0, givenUp: 0, writeUnits: 0, readUnits: 0 };
  const taken = new Map<string, number>();
  const balance = accountKey('textbook');
  let isInTransaction = false;

  function spend(units: number): void {
    traffic.writeUnits += units;
    capacity.charge(balance, Math.min(units, unitsPerItem));
  }

  /** Prepare and commit, a write each; the balance is locked from the one to the other. */
  async function transact(key: string): Promise<'done' | 'conflict' | 'throttled'> {
    traffic.calls += 1;
    const quarterMs = drawnMs(2 * writeMs, random) / 4;
    await time.sleep(quarterMs);
    const refused = isInTransaction ? 'conflict' : capacity.isThere(balance) ? undefined : 'throttled';
    if (refused !== undefined) {
      if (refused === 'conflict') spend(unitsPerItem);
      await time.sleep(quarterMs);
      return refused;
    }
    isInTransaction = true;
    spend(unitsPerItem * items);
    await time.sleep(2 * quarterMs);
    isInTransaction = false;
    taken.set(key, (taken.get(key) ?? 0) + 1);
    await time.sleep(quarterMs);
    return 'done';
  }

  async function debit(): ReturnType<Work> {
    const key = timedKey(time.nowMs(), random);
    let [conflicts, throttles] = [0, 0];
    for (;;) {
      const outcome = await transact(key);
      if (outcome === 'done') return { kind: 'acknowledged', keys: [key] };
      if (outcome === 'conflict') {
        conflicts += 1;
        if (conflicts === conflictTriesMax) return { kind: 'unavailable', keys: [], unanswered: key };
        await time.sleep(random() * conflictPauseMs * 2 ** (conflicts - 1));
      } else {
        traffic.throttled += 1;
        throttles += 1;
        if (throttles === throttledTriesMax) return { kind: 'given-up', keys: [], unanswered: key };
        await time.sleep(retryPauseMs(throttles, random()));
      }
    }
  }

  return { newWorker: async () => debit, traffic, taken };
}
