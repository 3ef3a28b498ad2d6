/**
 * Sees every commit before anyone else does, and checks what must hold after each: one version after the other, a chain
 * without gaps, nothing ever rewritten, and a state that is what its entries add up to.
 */
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';
import { decodeAccount, type LoadedAccount } from '../../../../shared/storage/account-item.ts';
import { accountIdOf, accountSk } from '../../../../shared/storage/table-keys.ts';
import type { TableWrite } from '../fake-table.ts';
import type { AccountObservation, Commit } from './account-observation.ts';
import { openBooks } from './books.ts';
import { checkPause } from './check-appends.ts';
import { checkEscrow } from './check-escrow.ts';
import { checkState } from './check-state.ts';
import { forgottenAt } from './memory.ts';
import { post } from './post.ts';
import { createPromotionBooks } from './promotion-books.ts';
import type { Find, Rules } from './rules.ts';

export interface Observer {
  see(write: TableWrite): Commit | undefined;
  watched(accountId: string): AccountObservation;
  all(): readonly AccountObservation[];
}

export interface Watching {
  readonly rules: Rules;
  readonly find: Find;
  /** How far clocks may be off: one that is ahead forgets a refusal that much sooner. */
  readonly skewMs: number;
}

export function createObserver({ rules, find, skewMs, nowMs }: Watching & { nowMs: () => number }): Observer {
  const accounts = new Map<string, AccountObservation>();
  const promotions = createPromotionBooks(rules);
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
    if (item.pk.startsWith('PROMOTION#') && ![...accounts.values()].some(({ isDamaged }) => isDamaged))
      promotions.rewritten(item, find);
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
    for (const entry of entries) promotions.redeemed(entry, say);
    for (const { paymentId, type } of entries) {
      if (type !== 'grant' || paymentId === undefined) continue;
      const buyer = payments.get(paymentId) ?? account.accountId;
      payments.set(paymentId, buyer);
      if (buyer !== account.accountId) say('I25', `payment ${paymentId} has bought for ${buyer}`);
    }
    takeNotes(account, { before, after, added: entries.length }, { rules, find: say, skewMs });
    checkEscrow(after, account.books, say);
    checkPause({ before, after }, { nowMs: nowMs(), skewMs }, say);
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
