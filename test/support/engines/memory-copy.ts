/** A second copy of ledgers in memory that may be away, before it takes something or after. */
import { CopyUnavailable, type LedgerCopy } from '../../../shared/ports/ledger-copy.ts';

export interface MemoryCopy extends LedgerCopy {
  readonly objects: Map<string, Uint8Array>;
  isAway: () => boolean;
  /** Objects that were written again with other content. */
  replaced: number;
  list(prefix: string): AsyncIterable<string>;
  get(name: string): Promise<Uint8Array>;
}

export function createMemoryCopy(isAway: () => boolean = () => false): MemoryCopy {
  const objects = new Map<string, Uint8Array>();
  const copy: MemoryCopy = {
    objects,
    isAway,
    replaced: 0,
    keep: async (name, content) => {
      if (copy.isAway()) throw new CopyUnavailable('away');
      const known = objects.get(name);
      if (known !== undefined && !Buffer.from(known).equals(content)) copy.replaced += 1;
      if (known === undefined) objects.set(name, content);
      if (copy.isAway()) throw new CopyUnavailable('it was taken, and the answer is lost');
    },
    get: async (name) => {
      const found = objects.get(name);
      if (found === undefined) throw new CopyUnavailable(`${name} is not there`);
      return found;
    },
    async *list(prefix) {
      yield* [...objects.keys()].filter((name) => name.startsWith(prefix)).toSorted();
    },
  };
  return copy;
}
