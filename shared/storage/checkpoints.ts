/**
 * Checkpoints: the states of an account as of some of its entries, so that whoever asks for it as of an instant replays the
 * entries since the last one before. Each is written once; they may be lost, and change what such a question costs alone.
 */
import * as z from 'zod/mini';
import type { Account } from '../domain/account/account.ts';
import { decodeState, encodeState } from './account-state.ts';
import { packed, unpacked } from './packed-text.ts';
import { parse } from './parse.ts';
import { readable } from './readable.ts';
import type { Table } from './table.ts';
import { checkpointKey, checkpointsStart, checkpointsUntil, type Item, sumsPk } from './table-keys.ts';

export interface CheckpointStore {
  /** The newest that are as of an instant or before, newest first. What can't be read is missing. */
  readUntil(accountId: string, atMs: number): Promise<readonly Account[]>;
  keep(accounts: readonly Account[]): Promise<void>;
}

/** Where the newest is of another ledger, as after a repair, or can't be read, the ones before it will do. */
const readMax = 3;

const storedCheckpoint = z.object({ seq: z.int(), head: z.instanceof(Uint8Array), state: z.instanceof(Uint8Array) });

export function createCheckpoints(table: Table): CheckpointStore {
  return {
    readUntil: async (accountId, atMs) => {
      const bounds = { from: checkpointsStart, to: `${checkpointsUntil(atMs)}#~` };
      const items = await table.query({ pk: sumsPk(accountId), ...bounds, order: 'descending', limit: readMax });
      return items.flatMap((item) => readable(() => decodeCheckpoint(accountId, item)) ?? []);
    },
    keep: (accounts) => table.putMany(accounts.map(encodeCheckpoint)),
  };
}

function encodeCheckpoint(account: Account): Item {
  const { accountId, lastAtMs, seq, headHash } = account;
  const head = Buffer.from(headHash, 'hex');
  return { ...checkpointKey(accountId, lastAtMs, seq), seq, head, state: packed(encodeState(account)) };
}

function decodeCheckpoint(accountId: string, item: Item): Account {
  const { seq, head, state } = parse(storedCheckpoint, item, 'a checkpoint');
  return decodeState(accountId, unpacked(state, 'a checkpoint'), { seq, headHash: Buffer.from(head).toString('hex') });
}
