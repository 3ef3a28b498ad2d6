/** A store whose process dies again and again. */
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import type { Table } from '../../../shared/storage/table.ts';
import { stillSurroundings } from '../../support/engines/surroundings.ts';
import { seededRandom } from '../bench/random.ts';

/** How often it dies, and by which seed; and how many batches there are. */
export interface Lives {
  readonly kills: number;
  readonly seed: number;
  readonly batches: number;
}

export interface Mortal {
  /** The store of a new process. */
  readonly live: () => { readonly store: CreditStore };
  /** Draws whether the process dies in the batch that comes, and where. */
  readonly begin: () => void;
  readonly isDead: () => boolean;
  readonly deaths: () => number;
}

/**
 * A store whose process dies in the middle of calls, so that a write may have been stored or not: the next has a memory of its own. Its deaths
 * are spread over all batches, at any call of one, as many as the batch before had. Of few batches more die than live, and some at every try.
 */
export function createMortal(table: Table, { kills, seed, batches }: Lives): Mortal {
  const random = seededRandom(seed + 1);
  let [left, deaths, isDead, begun, calls, callsBefore] = [Number.POSITIVE_INFINITY, 0, false, 0, 0, 1];
  const die = (): never => {
    throw new Error('the process is gone');
  };
  const mortally = async <T>(call: () => Promise<T>): Promise<T> => {
    if (isDead) return die();
    calls += 1;
    left -= 1;
    if (left > 0) return call();
    isDead = true;
    deaths += 1;
    if (random() < 0.5) await call();
    return die();
  };
  const begin = (): void => {
    callsBefore = Math.max(isDead ? 1 : calls, Math.floor(callsBefore / 2));
    const isLast = random() * Math.max(1, batches - begun) < kills - deaths;
    begun += 1;
    calls = 0;
    isDead = false;
    // One of fewer calls than the batch before may live all the same: its death is drawn again.
    left = isLast ? 1 + Math.floor(random() * callsBefore) : Number.POSITIVE_INFINITY;
  };
  const live = (): { readonly store: CreditStore } => {
    const mortal: Table = {
      ...table,
      get: (key, options) => mortally(() => table.get(key, options)),
      getMany: (keys) => mortally(() => table.getMany(keys)),
      put: (item, guard) => mortally(() => table.put(item, guard)),
      update: (update) => mortally(() => table.update(update)),
      query: (range) => mortally(() => table.query(range)),
      putMany: (items) => mortally(() => table.putMany(items)),
    };
    return { store: createStore(mortal, stillSurroundings) };
  };
  return { live, begin, isDead: () => isDead, deaths: () => deaths };
}
