/** How far the second copy of each ledger goes, an item an account. It may lag behind the copy, and never lead it. */
import * as z from 'zod/mini';
import { genesisHash } from '../domain/ledger/record.ts';
import type { ChainPoint } from './entry-text.ts';
import { parse } from './parse.ts';
import { StoreUnavailable, type Table } from './table.ts';
import type { Key } from './table-keys.ts';

/** Apart from accounts: whoever copies ledgers changes none. */
export function copiedPk(accountId: string): string {
  return `COPIED#${accountId}`;
}

export function copyMarkKey(accountId: string): Key {
  return { pk: copiedPk(accountId), sk: 'COPY' };
}

export interface CopyMarks {
  /** The last entry that was copied; before the first where none was. */
  read(accountId: string): Promise<ChainPoint>;
  /** Moves it on, never back. */
  move(accountId: string, mark: ChainPoint): Promise<void>;
}

const storedMark = z.object({ seq: z.int(), hash: z.string() });
const nothingCopied: ChainPoint = { seq: 0, hash: genesisHash };

export function createCopyMarks(table: Table): CopyMarks {
  return {
    read: async (accountId) => {
      const item = await table.get(copyMarkKey(accountId));
      return item === undefined ? nothingCopied : parse(storedMark, item, 'how far a ledger was copied');
    },
    move: async (accountId, { seq, hash }) => {
      const outcome = await table.put({ ...copyMarkKey(accountId), seq, hash }, { kind: 'earlier', seq });
      if (outcome.kind === 'in-doubt')
        throw new StoreUnavailable('how far a ledger was copied was not noted', { cause: outcome.cause });
    },
  };
}
