/**
 * The account item: its state, its own write-ahead log, and a tail of what was appended since. Everything of an account that
 * must change together is this one item, so one conditional write of it makes effect, entry and remembered answer durable at
 * once (R10).
 *
 * There are two forms. In the first the item is replaced by every change, on condition of its `version`. The second has an
 * escrow instead, and counts its `writes`: what the first asks for is gone, so code that knows only that one can't write it.
 */

import * as z from 'zod/mini';
import type { Account } from '../domain/account/account.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { genesisHash } from '../domain/ledger/record.ts';
import { present } from '../domain/present.ts';
import { dueAtMs } from '../domain/transitions/advance.ts';
import { decodeState, encodeState } from './account-state.ts';
import { type ChainPoint, decodeEntries, encodeEntries } from './entry-text.ts';
import { decodeEscrow, type Escrow, encodeEscrow, storedEscrow } from './escrow.ts';
import { foldTail } from './fold-tail.ts';
import { itemSizeBytes } from './item-size.ts';
import { decodeNote, encodeNote, type Note } from './note.ts';
import { packed, unpacked } from './packed-text.ts';
import { parse } from './parse.ts';
import { whole } from './stored-parts.ts';
import { AccountCorrupt, EntryCorrupt, ItemCorrupt } from './table.ts';
import type { Item } from './table-keys.ts';
import { accountKey, dueShard, shardIndexOf } from './table-keys.ts';

/** An account as it was read: its state, and the log of what isn't filed yet. */
export interface LoadedAccount {
  readonly account: Account;
  readonly version: number;
  readonly log: Log;
  /** The escrow that appends go by; undefined of an item in the first form. */
  readonly escrow?: Escrow;
  /** The fault that an audit found. No change is carried out until people have looked. */
  readonly quarantine?: string;
  /** How large its item is; undefined of one in the first form, or that wasn't stored yet. */
  readonly itemBytes?: number;
  /** The entries that its tail comes to: the last of the log. The refusals in it are none. Undefined of an account without a tail. */
  readonly tailEntries?: number;
}

export interface Log {
  /** The last entry that is filed. */
  readonly filed: ChainPoint;
  readonly entries: readonly Entry[];
  /** The texts of the first of them: those from the tail have none yet. */
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

const common = {
  seq: whole,
  head: z.instanceof(Uint8Array),
  /** Text, or that packed. */
  state: z.union([z.string(), z.instanceof(Uint8Array)]),
  notes: z.optional(z.array(z.string())),
  quarantine: z.optional(z.string()),
};
const firstForm = z.object({
  ...common,
  version: whole,
  filed: z.instanceof(Uint8Array),
  log: z.array(z.string()),
});
const secondForm = z.object({
  ...common,
  ...storedEscrow,
  form: z.literal(2),
  writes: whole,
  /** As the head when the log is empty. */
  filed: z.optional(z.instanceof(Uint8Array)),
  log: z.optional(z.array(z.string())),
  dueAtMs: whole,
});

/** Where a closed account stands in the index of what is due: never, so that audits find it and no sweep does. */
export const neverDueMs = 8_640_000_000_000_000;

export function encodeAccount(loaded: LoadedAccount): Item {
  const { account, version, log, escrow, quarantine } = loaded;
  const { accountId } = account;
  const texts = entryTextsOf(log);
  const notes = log.notes.length === 0 ? {} : { notes: noteTextsOf(log) };
  const chain = { seq: account.seq, head: Buffer.from(account.headHash, 'hex') };
  const filed = Buffer.from(log.filed.hash, 'hex');
  const found = {
    ...present({ quarantine }),
    dueShard: dueShard(shardIndexOf(accountId)),
  };
  if (escrow === undefined)
    return {
      ...accountKey(accountId),
      ...{
        version,
        ...chain,
        filed,
        state: encodeState(account),
        log: texts,
        ...notes,
        ...found,
        dueAtMs: dueInIndexMs(account),
      },
    };
  return {
    ...accountKey(accountId),
    ...{ form: 2, writes: version, ...chain, state: packed(encodeState(account)) },
    ...(texts.length === 0 ? {} : { filed, log: texts }),
    ...{ ...notes, ...found, ...encodeEscrow(escrow) },
  };
}

/** When something of it is next due, as the index has it. */
export function dueInIndexMs(account: Account): number {
  const due = dueAtMs(account);
  return Number.isFinite(due) ? due : neverDueMs;
}

/** The texts of a log's entries as one run. */
export function entryTextsOf({ entries, entryTexts }: Pick<Log, 'entries' | 'entryTexts'>): readonly string[] {
  const known = entryTexts.length;
  return known === entries.length
    ? entryTexts
    : [...entryTexts, ...encodeEntries(entries.slice(known), entries[known - 1])];
}

export function noteTextsOf({ notes, noteTexts }: Pick<Log, 'notes' | 'noteTexts'>): readonly string[] {
  return [...noteTexts, ...notes.slice(noteTexts.length).map(encodeNote)];
}

export function decodeAccount(accountId: string, item: Item): LoadedAccount {
  try {
    return item['form'] === undefined ? decodeFirst(accountId, item) : decodeSecond(accountId, item);
  } catch (cause) {
    if (!(cause instanceof ItemCorrupt)) throw cause;
    throw new AccountCorrupt(faultSeq(cause, item), cause.message, { cause: cause.cause ?? cause });
  }
}

/** The entry that can't be read, or the newest: the account is as it left it. */
function faultSeq(cause: ItemCorrupt, { seq }: Item): number {
  if (cause instanceof EntryCorrupt) return cause.seq;
  return typeof seq === 'number' ? seq : 0;
}

function decodeFirst(accountId: string, item: Item): LoadedAccount {
  const { version, filed, log, ...rest } = parse(firstForm, item, 'an account');
  const { account, log: loadedLog } = checkpointOf(accountId, { ...rest, filed, log });
  return { account, version, log: loadedLog, ...foundIn(rest) };
}

/** The checkpoint with what its tail comes to. */
function decodeSecond(accountId: string, item: Item): LoadedAccount {
  const stored = parse(secondForm, item, 'an account');
  const { log: texts = [], filed = stored.head, writes } = stored;
  const { account: before, log } = checkpointOf(accountId, { ...stored, filed, log: texts });
  const escrow = decodeEscrow(stored);
  const { account, entries, notes } = foldTail(before, escrow.tail);
  const whole: Log = {
    ...log,
    entries: [...log.entries, ...entries],
    notes: [...log.notes, ...notes],
    noteTexts: [...log.noteTexts, ...notes.map(encodeNote)],
  };
  return {
    account,
    version: writes,
    log: whole,
    escrow,
    itemBytes: itemSizeBytes(item),
    tailEntries: entries.length,
    ...foundIn(stored),
  };
}

interface Checkpoint {
  readonly seq: number;
  readonly head: Uint8Array;
  readonly filed: Uint8Array;
  readonly state: string | Uint8Array;
  readonly log: readonly string[];
  readonly notes?: readonly string[] | undefined;
}

function checkpointOf(accountId: string, stored: Checkpoint): Pick<LoadedAccount, 'account' | 'log'> {
  const { seq, head, filed, state, log: entryTexts, notes: noteTexts = [] } = stored;
  const filedPoint = { seq: seq - entryTexts.length, hash: Buffer.from(filed).toString('hex') };
  const entries = decodeEntries(accountId, entryTexts, filedPoint);
  const headHash = Buffer.from(head).toString('hex');
  if ((entries.at(-1)?.hash ?? filedPoint.hash) !== headHash)
    throw new ItemCorrupt('the log does not lead to its head hash');
  return {
    account: decodeState(accountId, stateText(state), { seq, headHash }),
    log: { filed: filedPoint, entries, entryTexts, notes: noteTexts.map(decodeNote), noteTexts },
  };
}

function stateText(stored: Checkpoint['state']): string {
  return typeof stored === 'string' ? stored : unpacked(stored, "an account's state");
}

function foundIn({ quarantine }: { readonly quarantine?: string | undefined }): Pick<LoadedAccount, 'quarantine'> {
  return quarantine === undefined ? {} : { quarantine };
}
