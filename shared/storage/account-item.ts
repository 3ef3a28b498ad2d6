/**
 * The account item: its state and its own write-ahead log. Everything of an account that must change together is this one
 * item, so one conditional write of it makes effect, entry and remembered answer durable at once (R10).
 */
import * as z from 'zod/mini';
import type { Account } from '../domain/account/account.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { genesisHash } from '../domain/ledger/record.ts';
import { dueAtMs } from '../domain/transitions/advance.ts';
import { decodeState, encodeState } from './account-state.ts';
import { type ChainPoint, decodeEntries } from './entry-text.ts';
import { decodeNote, type Note } from './note.ts';
import { parsed } from './parsed.ts';
import { ItemCorrupt } from './table.ts';
import type { Item } from './table-keys.ts';
import { accountKey, dueShard, shardIndexOf } from './table-keys.ts';

/** An account as it was read: its state, and the log of what isn't filed yet. */
export interface LoadedAccount {
  readonly account: Account;
  readonly version: number;
  readonly log: Log;
  /** What an audit found wrong with it. No change is carried out until people have looked. */
  readonly quarantine?: string;
}

export interface Log {
  /** The last entry that is filed. */
  readonly filed: ChainPoint;
  readonly entries: readonly Entry[];
  readonly entryTexts: readonly string[];
  /** Remembered answers that are no entries: refusals, and requests that changed nothing. */
  readonly notes: readonly Note[];
  readonly noteTexts: readonly string[];
}

export const emptyLog: Log = {
  filed: { seq: 0, hash: genesisHash },
  entries: [],
  entryTexts: [],
  notes: [],
  noteTexts: [],
};

const whole = z.int();

const storedItem = z.object({
  version: whole,
  seq: whole,
  head: z.instanceof(Uint8Array),
  filed: z.instanceof(Uint8Array),
  state: z.string(),
  log: z.array(z.string()),
  notes: z.optional(z.array(z.string())),
  quarantine: z.optional(z.string()),
});

/** Where a closed account stands in the index of what is due: never, so that audits find it and no sweep does. */
export const neverDueMs = 8_640_000_000_000_000;

export function encodeAccount({ account, version, log, quarantine }: LoadedAccount): Item {
  const due = dueAtMs(account);
  return {
    ...accountKey(account.accountId),
    version,
    seq: account.seq,
    head: Buffer.from(account.headHash, 'hex'),
    filed: Buffer.from(log.filed.hash, 'hex'),
    state: encodeState(account),
    log: log.entryTexts,
    ...(log.noteTexts.length === 0 ? {} : { notes: log.noteTexts }),
    ...(quarantine === undefined ? {} : { quarantine }),
    dueShard: dueShard(shardIndexOf(account.accountId)),
    dueAtMs: Number.isFinite(due) ? due : neverDueMs,
  };
}

export function decodeAccount(accountId: string, item: Item): LoadedAccount {
  const {
    version,
    seq,
    head,
    filed,
    state,
    log: entryTexts,
    notes: noteTexts = [],
    quarantine,
  } = parsed(storedItem, item, 'an account');
  const filedPoint = { seq: seq - entryTexts.length, hash: Buffer.from(filed).toString('hex') };
  const entries = decodeEntries(accountId, entryTexts, filedPoint);
  const headHash = Buffer.from(head).toString('hex');
  if ((entries.at(-1)?.hash ?? filedPoint.hash) !== headHash)
    throw new ItemCorrupt('the log does not lead to its head hash');
  return {
    account: decodeState(accountId, state, { seq, headHash }),
    version,
    log: { filed: filedPoint, entries, entryTexts, notes: noteTexts.map(decodeNote), noteTexts },
    ...(quarantine === undefined ? {} : { quarantine }),
  };
}
