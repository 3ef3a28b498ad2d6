/**
 * The account item: its state and its own write-ahead log. Everything of an account that must change together is this one
 * item, so one conditional write of it makes effect, entry and remembered answer durable at once (rule 10).
 */
import * as z from 'zod/mini';
import type { Account } from '../domain/account.ts';
import { dueAtMs } from '../domain/advance.ts';
import { microcredits, noCredits } from '../domain/amount.ts';
import { cadences } from '../domain/cycle.ts';
import { type Entry, genesisHash } from '../domain/entry.ts';
import { type Grant, newGrant } from '../domain/grant.ts';
import { type ChainPoint, decodeEntries } from './entry-text.ts';
import { decodeNote, type Note } from './note.ts';
import { parsed } from './parsed.ts';
import { type Item, ItemCorrupt } from './table.ts';
import { accountKey, dueShard, shardIndexOf } from './table-keys.ts';

/** An account as it was read: its state, and the log of what isn't filed yet. */
export interface LoadedAccount {
  readonly account: Account;
  readonly version: number;
  readonly log: Log;
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

const storedState = z.strictObject({
  plan: z.string(),
  anchor: whole,
  base: z.optional(whole),
  cadence: z.enum(cadences),
  zone: z.optional(z.string()),
  /** index, start, end */
  cycle: z.tuple([whole, whole, whole]),
  /** id, granted, used, held, expires at (null: with the cycle), created by entry */
  grants: z.array(z.tuple([z.string(), whole, whole, whole, z.nullable(whole), whole])),
  overrun: z.optional(whole),
  exhausted: z.optional(whole),
  closed: z.optional(whole),
  at: whole,
});

const storedItem = z.object({
  version: whole,
  seq: whole,
  head: z.instanceof(Uint8Array),
  filed: z.instanceof(Uint8Array),
  state: z.string(),
  log: z.array(z.string()),
  notes: z.optional(z.array(z.string())),
});

export function encodeAccount({ account, version, log }: LoadedAccount): Item {
  const due = dueAtMs(account);
  return {
    ...accountKey(account.accountId),
    version,
    seq: account.seq,
    head: Buffer.from(account.headHash, 'hex'),
    filed: Buffer.from(log.filed.hash, 'hex'),
    state: JSON.stringify(toStoredState(account)),
    log: log.entryTexts,
    ...(log.noteTexts.length === 0 ? {} : { notes: log.noteTexts }),
    ...(Number.isFinite(due) ? { dueShard: dueShard(shardIndexOf(account.accountId)), dueAtMs: due } : {}),
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
  } = parsed(storedItem, item, 'an account');
  const filedPoint = { seq: seq - entryTexts.length, hash: Buffer.from(filed).toString('hex') };
  const entries = decodeEntries(accountId, entryTexts, filedPoint);
  const headHash = Buffer.from(head).toString('hex');
  if ((entries.at(-1)?.hash ?? filedPoint.hash) !== headHash)
    throw new ItemCorrupt('the log does not lead to its head hash');
  return {
    account: toAccount(accountId, state, { seq, headHash }),
    version,
    log: { filed: filedPoint, entries, entryTexts, notes: noteTexts.map(decodeNote), noteTexts },
  };
}

function toStoredState(account: Account): z.infer<typeof storedState> {
  const { schedule, cycle, overrun } = account;
  return {
    plan: account.planId,
    anchor: schedule.anchorMs,
    base: schedule.baseIndex === 0 ? undefined : schedule.baseIndex,
    cadence: schedule.cadence,
    zone: schedule.timeZone === 'UTC' ? undefined : schedule.timeZone,
    cycle: [cycle.index, cycle.startMs, cycle.endMs],
    grants: account.grants.map(({ grantId, granted, used, held, expiresAtMs, createdSeq }) => [
      grantId,
      granted,
      used,
      held,
      expiresAtMs === cycle.endMs ? null : expiresAtMs,
      createdSeq,
    ]),
    overrun: overrun === noCredits ? undefined : overrun,
    exhausted: account.exhaustedSinceMs,
    closed: account.closedAtMs,
    at: account.lastAtMs,
  };
}

function toAccount(accountId: string, text: string, chain: Pick<Account, 'seq' | 'headHash'>): Account {
  const state = parsed(storedState, text, "an account's state");
  const [index, startMs, endMs] = state.cycle;
  return {
    accountId,
    planId: state.plan,
    schedule: {
      anchorMs: state.anchor,
      baseIndex: state.base ?? 0,
      cadence: state.cadence,
      timeZone: state.zone ?? 'UTC',
    },
    cycle: { index, startMs, endMs },
    grants: state.grants.map(
      ([grantId, granted, used, held, expiresAtMs, createdSeq]): Grant => ({
        ...newGrant(grantId, microcredits(granted), expiresAtMs ?? endMs, createdSeq),
        used: microcredits(used),
        held: microcredits(held),
      }),
    ),
    overrun: microcredits(state.overrun ?? 0),
    ...(state.exhausted === undefined ? {} : { exhaustedSinceMs: state.exhausted }),
    ...(state.closed === undefined ? {} : { closedAtMs: state.closed }),
    lastAtMs: state.at,
    ...chain,
  };
}
