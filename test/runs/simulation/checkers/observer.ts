/**
 * Sees every commit before anyone else does, and checks what must hold after each: one version after the other, a chain
 * without gaps, nothing ever rewritten, and a state that is what its entries add up to.
 */
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';
import { decodeAccount, type LoadedAccount } from '../../../../shared/storage/account-item.ts';
import { itemSizeBytes } from '../../../../shared/storage/item-size.ts';
import type { Note } from '../../../../shared/storage/note.ts';
import type { Item } from '../../../../shared/storage/table-keys.ts';
import { accountIdOf, accountSk, type Key } from '../../../../shared/storage/table-keys.ts';
import type { TableWrite } from '../fake-table.ts';
import { type Books, leftIn, openBooks } from './books.ts';
import { checkPause } from './check-appends.ts';
import { checkEscrow } from './check-escrow.ts';
import { forgottenAt } from './memory.ts';
import { post } from './post.ts';
import type { Find, Rules } from './rules.ts';

export interface SeenNote {
  readonly note: Note;
  /** Numbers of the entries between which it may have been decided. */
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** The knowledge of an account from its commits. */
export interface AccountObservation {
  readonly accountId: string;
  readonly entries: Entry[];
  /** The entry of each idempotency key. */
  readonly byKey: Map<string, Entry>;
  readonly notes: Map<string, SeenNote[]>;
  readonly books: Books;
  version: number;
  loaded: LoadedAccount | undefined;
  /** Damaged on purpose: nothing of it is checked any more but that nothing is built on it. */
  isDamaged: boolean;
  /** The entry that is gone from its ledger. */
  gone: Key | undefined;
  quarantinedAtVersion: number | undefined;
  /** Balances that readers were shown, to be held against the ledger once it is whole. */
  readonly views: SeenView[];
  /** Entries that a reader of the ledger was told are certain. */
  readonly certain: Map<number, string>;
}

export interface SeenView {
  readonly atMs: number;
  readonly seq: number;
  readonly headHash: string;
  readonly available: number;
}

export interface Commit {
  readonly watched: AccountObservation;
  readonly before: LoadedAccount | undefined;
  readonly after: LoadedAccount;
  readonly entries: readonly Entry[];
}

export interface Observer {
  see(write: TableWrite): Commit | undefined;
  watched(accountId: string): AccountObservation;
  all(): readonly AccountObservation[];
}

const accountMaxBytes = 16 * 1_024;
/** A replaced item that is larger holds nothing in its log but what was added with it. The next version's measure, the larger. */
const comfortableBytes = 1_500;

export interface Watching {
  readonly rules: Rules;
  readonly find: Find;
  /** How far clocks may be off: one that is ahead forgets a refusal that much sooner. */
  readonly skewMs: number;
}

export function createObserver({ rules, find, skewMs }: Watching): Observer {
  const accounts = new Map<string, AccountObservation>();
  /** Which account each payment bought for. */
  const payments = new Map<string, string>();

  function observationOf(accountId: string): AccountObservation {
    const known = accounts.get(accountId);
    if (known !== undefined) return known;
    const fresh: AccountObservation = {
      accountId,
      entries: [],
      byKey: new Map(),
      notes: new Map(),
      books: openBooks(),
      version: 0,
      loaded: undefined,
      isDamaged: false,
      gone: undefined,
      quarantinedAtVersion: undefined,
      views: [],
      certain: new Map(),
    };
    accounts.set(accountId, fresh);
    return fresh;
  }

  function see({ after: item }: TableWrite): Commit | undefined {
    if (item.sk !== accountSk) return undefined;
    const account = observationOf(accountIdOf(item));
    const before = account.loaded;
    const say: Find = (invariant, what) => find(invariant, `${account.accountId}: ${what}`);
    if (account.quarantinedAtVersion !== undefined) say('G6', 'a quarantined account was changed');
    const after = decodeAccount(account.accountId, item);
    if (after.version !== account.version + 1) say('I4', `version ${after.version} after ${account.version}`);
    account.version = after.version;
    account.loaded = after;
    if (after.quarantine !== undefined) account.quarantinedAtVersion = after.version;
    if (account.isDamaged) return undefined;
    if (after.quarantine !== undefined) say('G6', `quarantined without a reason: ${after.quarantine}`);
    const entries = take(account, after, { rules, find: say, skewMs });
    for (const { paymentId, type } of entries) {
      if (type !== 'grant' || paymentId === undefined) continue;
      const buyer = payments.get(paymentId) ?? account.accountId;
      payments.set(paymentId, buyer);
      if (buyer !== account.accountId) say('I25', `payment ${paymentId} has bought for ${buyer}`);
    }
    takeNotes(account, { before, after, added: entries.length }, { rules, find: say, skewMs });
    checkEscrow(after, account.books, say);
    checkPause(before, after, say);
    checkState(account, after, { item, before }, say);
    return { watched: account, before, after, entries };
  }

  return { see, watched: observationOf, all: () => [...accounts.values()] };
}

function take(
  account: AccountObservation,
  { account: state, log }: LoadedAccount,
  watching: Watching,
): readonly Entry[] {
  const { rules, find: say, skewMs } = watching;
  const { entries, byKey, books } = account;
  const known = entries.length;
  const fresh = log.entries.filter(({ seq }) => seq > known);
  if (known + fresh.length !== state.seq) say('I4', `entries ${known + 1} to ${state.seq} are not all in the log`);
  for (const old of log.entries)
    if (old.seq <= known && entries[old.seq - 1]?.hash !== old.hash) say('I4', `entry ${old.seq} was rewritten`);
  for (const entry of fresh) {
    if (entry.seq !== entries.length + 1) say('I4', `entry ${entry.seq} follows entry ${entries.length}`);
    if (entry.previousHash !== (entries.at(-1)?.hash ?? '0'.repeat(64))) say('I4', `entry ${entry.seq} is not chained`);
    entries.push(entry);
    post(books, entry, rules, say);
    const { idempotencyKey: key } = entry;
    if (key === undefined) continue;
    if (byKey.has(key)) say('I5', `key ${key} has two entries, ${byKey.get(key)?.seq} and ${entry.seq}`);
    const refused = account.notes.get(key)?.find(({ note }) => forgottenAt(note) > entry.atMs + 2 * skewMs);
    if (refused !== undefined) say('I5', `key ${key} was answered otherwise at ${refused.note.atMs}`);
    byKey.set(key, entry);
  }
  if (entries.at(-1)?.hash !== state.headHash) say('I4', 'the head is not the last entry');
  return fresh;
}

interface TakenCommit {
  readonly before: LoadedAccount | undefined;
  readonly after: LoadedAccount;
  /** How many entries came with it. */
  readonly added: number;
}

function takeNotes(
  account: AccountObservation,
  { before, after, added }: TakenCommit,
  { find: say, skewMs }: Watching,
): void {
  const { notes, byKey, entries } = account;
  const { log } = after;
  const old = new Set(before?.log.noteTexts);
  for (const [index, note] of log.notes.entries()) {
    if (old.has(log.noteTexts[index] ?? '')) continue;
    const { idempotencyKey: key } = note;
    const seen = notes.get(key) ?? [];
    notes.set(key, seen);
    const known = seen.find((each) => forgottenAt(each.note) > note.atMs + 2 * skewMs);
    if (known !== undefined) say('I5', `key ${key} is remembered twice`);
    const entry = byKey.get(key);
    if (entry !== undefined) say('I5', `key ${key} has entry ${entry.seq}, and was answered otherwise after it`);
    seen.push({ note, fromSeq: entries.length - added, toSeq: entries.length });
  }
}

/** I1: what is stored of every grant is what the entries make of it. */
function checkState(
  { books }: AccountObservation,
  { account, log, escrow }: LoadedAccount,
  { item, before }: { readonly item: Item; readonly before: LoadedAccount | undefined },
  say: Find,
): void {
  const seqBefore = before?.account.seq ?? 0;
  const stored = new Map(account.grants.map((grant) => [grant.grantId, grant]));
  for (const bucket of books.buckets.values()) {
    const grant = stored.get(bucket.grantId);
    stored.delete(bucket.grantId);
    if (grant === undefined) {
      if (bucket.held > 0 || (leftIn(bucket) > 0 && books.closedAtMs === undefined))
        say('I1', `${bucket.grantId} is gone from the account`);
      continue;
    }
    const { granted, used, held, expiresAtMs, outflows = {}, debt = 0 } = grant;
    const { refunded = 0, repaidDebt = 0, repaidOverrun = 0, corrected = 0 } = outflows;
    const parts = [granted, used, held, refunded, repaidDebt, repaidOverrun, corrected, debt].join('/');
    const flown = [bucket.refunded, bucket.repaidDebt, bucket.repaidOverrun, bucket.corrected];
    const owed = bucket.expiresAtMs <= account.lastAtMs ? 0 : bucket.owed;
    const booked = [bucket.granted, bucket.used, bucket.held, ...flown, owed].join('/');
    if (parts !== booked) say('I1', `${bucket.grantId} is ${parts}, not ${booked}`);
    if (expiresAtMs !== bucket.expiresAtMs) say('I1', `${bucket.grantId} ends at another instant`);
  }
  for (const grantId of stored.keys()) say('I1', `nobody granted ${grantId}`);
  const open = [...books.holds.values()].filter(({ state }) => state === 'open');
  if (account.openHolds !== open.length) say('I2', `${account.openHolds} holds are open, not ${open.length}`);
  const soonestMs = Math.min(...open.map(({ expiresAtMs }) => expiresAtMs));
  if ((account.holdsDueMs ?? Number.POSITIVE_INFINITY) > soonestMs)
    say('I12', 'a hold expires before the account looks');
  if (account.overrun !== books.overrun || account.debt !== books.debt) say('I2', 'what it owes is not in its entries');
  if (account.cycle.index !== books.cycle?.index || account.cycle.endMs !== books.cycle.endMs)
    say('I9', 'its cycle is not the one that its entries opened');
  const bytes = itemSizeBytes(item);
  const isReplaced = escrow?.epoch !== before?.escrow?.epoch;
  if (isReplaced && bytes > comfortableBytes && log.filed.seq < seqBefore)
    say('I19', `has ${bytes} bytes, and its log is not filed`);
  if (bytes > accountMaxBytes) say('I19', `its item has ${bytes} bytes`);
}
