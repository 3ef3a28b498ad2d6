import type { Table } from '../../../shared/storage/table.ts';

/** The process ended here: nothing after this line of it happened. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** A table whose writes crash before or after they are stored, or are stored without an answer. `random` gives 0 up to 1. */
export function faultyTable(table: Table, random: () => number, faultShare: number): Table {
  async function faulty<T>(write: () => Promise<T>): Promise<T | UnansweredCall> {
    const dice = random() / faultShare;
    if (dice < 0.34) throw new Crash('before a write');
    const outcome = await write();
    if (dice < 0.67) throw new Crash('after a write');
    return dice < 1 ? { kind: 'in-doubt', cause: new Error('no answer') } : outcome;
  }
  return {
    ...table,
    put: (item, guard) => faulty(() => table.put(item, guard)),
    update: (update) => faulty(() => table.update(update)),
  };
}

type UnansweredCall = { readonly kind: 'in-doubt'; readonly cause: unknown };

/** Numbers from 0 up to 1 that a seed determines. */
export function seedDecider(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    return ((mixed ^ (mixed >>> 13)) >>> 0) / 0x1_0000_0000;
  };
}
