/** A store whose process dies again and again. */
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import type { Table } from '../../../shared/storage/table.ts';
import { stillSurroundings } from '../../support/engines/surroundings.ts';
import { seededRandom } from '../bench/random.ts';

/** How often it dies, and by which seed; and how many messages it has at once. */
export interface Lives {
  readonly kills: number;
  readonly seed: number;
  readonly batchSize: number;
}

/** A store whose process dies in the middle of calls, so that a write may have been stored or not: the next has a memory of its own. */
export function createMortal(
  table: Table,
  { kills, seed, batchSize }: Lives,
  messages: number,
): {
  readonly live: () => { readonly store: CreditStore };
  readonly isDead: () => boolean;
  readonly deaths: () => number;
} {
  const random = seededRandom(seed + 1);
  const callsPerLife = Math.max(1, Math.floor((messages / batchSize / (kills + 1)) * 2));
  let [left, deaths, isDead] = [0, 0, false];
  const die = (): never => {
    throw new Error('the process is gone');
  };
  const mortally = async <T>(call: () => Promise<T>): Promise<T> => {
    if (isDead) return die();
    left -= 1;
    if (left > 0 || deaths >= kills) return call();
    isDead = true;
    deaths += 1;
    if (random() < 0.5) await call();
    return die();
  };
  const live = (): { readonly store: CreditStore } => {
    isDead = false;
    left = 1 + Math.floor(random() * 2 * callsPerLife);
    const mortal: Table = {
      ...table,
      get: (key, options) => mortally(() => table.get(key, options)),
      getMany: (keys) => mortally(() => table.getMany(keys)),
      put: (item, guard) => mortally(() => table.put(item, guard)),
      update: (update) => mortally(() => table.update(update)),
      putMany: (items) => mortally(() => table.putMany(items)),
    };
    return { store: createStore(mortal, stillSurroundings) };
  };
  return { live, isDead: () => isDead, deaths: () => deaths };
}
