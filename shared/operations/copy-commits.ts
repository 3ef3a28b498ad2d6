/**
 * Writes a ledger's entries to its second copy, from where the copy ends. Nothing is left out:
 *
 * - Entries go in by `seq = last + 1`, each following the one before by its hash. What was copied before is passed over, and what the
 *   stream lost is fetched from the ledger, so redelivery, reordering, and days without a consumer change nothing but the time.
 * - A part is kept before the mark moves. A crash in between writes it again, and what it holds then has the same name, or
 *   overlaps.
 */
import { gzipSync } from 'node:zlib';
import { isLost } from '../domain/account/withdrawn.ts';
import { dayOf, nameOfPart } from '../domain/ledger/copied-part.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { LedgerCopy } from '../ports/ledger-copy.ts';
import type { LoadedAccount } from '../storage/account-item.ts';
import { copiedLines } from '../storage/copied-lines.ts';
import type { ChainPoint } from '../storage/entry-text.ts';
import type { LedgerFault } from '../storage/segments.ts';
import type { CreditStore } from '../storage/store.ts';
import { ItemCorrupt, StoreUnavailable } from '../storage/table.ts';
import { type Commit, entriesIn, newestOf } from './reading/commit.ts';

export interface Copying {
  readonly store: CreditStore;
  readonly copy: LedgerCopy;
}

/** Entries of one part, so that it is read in one go; and parts of one account at a time, so that others have their turn. */
const entriesMax = 1_000;
const partsMax = 50;

/** `commits` are all of one account, in any order. Rejects if they aren't all copied: deliver them again. */
export async function copyCommits(copying: Copying, commits: readonly Commit[]): Promise<void> {
  const newest = newestOf(commits);
  const hasEntries = commits.some(({ before, after }) => after.account.seq > (before?.account.seq ?? 0));
  if (newest === undefined || !hasEntries) return;
  const { isWhole } = await copyLedger(copying, newest, entriesIn(commits));
  if (!isWhole) throw new StoreUnavailable('the ledger is still being copied');
}

export interface CopiedLedger {
  /** Entries that were added to the copy. */
  readonly entries: number;
  /** False where there is more to copy than is copied in one go. */
  readonly isWhole: boolean;
}

/** Brings the copy of a loaded account's ledger up to it. `delivered` needn't be read again. */
export async function copyLedger(
  { store, copy }: Copying,
  newest: LoadedAccount,
  delivered: ReadonlyMap<number, Entry> = entriesIn([{ after: newest }]),
): Promise<CopiedLedger> {
  const { accountId, seq: lastSeq } = newest.account;
  const mark = await store.copyMarks.read(accountId);
  let entries = 0;
  let parts = 0;
  if (mark.seq >= lastSeq) return { entries, isWhole: true };
  for await (const part of partsOf(followed(newest, mark, entriesAfter(store, { newest, delivered, mark })))) {
    if (parts === partsMax) return { entries, isWhole: false };
    const [{ seq: first }, { seq: last, hash }] = [part.first, part.last];
    const name = nameOfPart({ accountId, day: dayOf(part.first), first, last, hash });
    await copy.keep(name, gzipSync(copiedLines(part.entries)));
    await store.copyMarks.move(accountId, { seq: last, hash });
    entries += part.entries.length;
    parts += 1;
  }
  return { entries, isWhole: true };
}

interface Source {
  readonly newest: LoadedAccount;
  readonly delivered: ReadonlyMap<number, Entry>;
  readonly mark: ChainPoint;
}

/** The entries after the mark: as they were delivered or, where those have a gap, from the ledger. */
async function* entriesAfter(store: CreditStore, { newest, delivered, mark }: Source): AsyncGenerator<Entry> {
  const { seq: lastSeq, withdrawn } = newest.account;
  const found: Entry[] = [];
  for (let seq = mark.seq + 1; seq <= lastSeq; seq += 1) {
    const entry = delivered.get(seq);
    if (entry === undefined) break;
    found.push(entry);
  }
  if (found.at(-1)?.seq === lastSeq) return yield* found;
  // What a repair gave up as lost is passed over. Anything else that can't be read is thrown.
  const onFault = ({ first, finding }: LedgerFault): void => {
    if (!isLost(withdrawn, first)) throw new ItemCorrupt(finding);
  };
  yield* store.entriesFrom(newest, mark.seq + 1, 'ascending', { onFault });
}

/** The same entries, each of which follows the one before: the copy takes nothing that it couldn't prove. */
async function* followed(
  { account }: LoadedAccount,
  mark: ChainPoint,
  entries: AsyncIterable<Entry>,
): AsyncGenerator<Entry> {
  let before = mark;
  for await (const entry of entries) {
    const { seq, previousHash, withdraws } = entry;
    // A repair follows the last entry that stands, and no entry follows one that is lost.
    const mustFollow = seq === before.seq + 1 && withdraws === undefined;
    if (mustFollow && previousHash !== before.hash)
      throw new ItemCorrupt(`entry ${seq} of ${account.accountId} does not follow entry ${before.seq} of its copy`);
    yield entry;
    before = entry;
  }
}

interface Part {
  readonly entries: readonly Entry[];
  readonly first: Entry;
  readonly last: Entry;
}

/** Each of entries of one day whose numbers follow one another. */
async function* partsOf(entries: AsyncIterable<Entry>): AsyncGenerator<Part> {
  let open: (Part & { entries: Entry[]; last: Entry }) | undefined;
  for await (const entry of entries) {
    const isNext = open !== undefined && entry.seq === open.last.seq + 1 && dayOf(entry) === dayOf(open.first);
    if (open !== undefined && isNext && open.entries.length < entriesMax) {
      open.entries.push(entry);
      open.last = entry;
      continue;
    }
    if (open !== undefined) yield open;
    open = { entries: [entry], first: entry, last: entry };
  }
  if (open !== undefined) yield open;
}
