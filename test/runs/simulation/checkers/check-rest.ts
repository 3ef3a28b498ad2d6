/** The conditions that must hold once nothing fails any more and the schedules have run. */
import { dueAtMs } from '../../../../shared/domain/transitions/advance.ts';
import { readLedger } from '../../../../shared/operations/read-ledger.ts';
import { rules } from '../catalogue.ts';
import { isMissed } from '../damage.ts';
import type { SimProcess } from '../sim-process.ts';
import type { World } from '../world.ts';
import type { AccountObservation } from './account-observation.ts';
import { availableAt, openBooks } from './books.ts';
import { leftIn } from './bucket.ts';
import { checkKeys } from './check-keys.ts';
import { post } from './post.ts';
import type { Find } from './rules.ts';

export async function checkRest(world: World, process: SimProcess, sweptAtMs: number): Promise<void> {
  for (const watched of world.observer.all()) {
    const say: Find = (invariant, what) => world.find(invariant, `${watched.accountId} at rest: ${what}`);
    if (watched.isDamaged) {
      checkDamaged(world, watched, say);
      continue;
    }
    checkDue(watched, { sweptAtMs, nowMs: world.scheduler.nowMs() }, say);
    await checkLedger(watched, process, say);
    await checkKeys(world.table, watched, world.scheduler.nowMs(), say);
    checkJournal(world, watched, say);
    checkViews(watched, say);
  }
}

/** G6: the audit has found it, and nothing has changed it since. */
function checkDamaged(world: World, { accountId, quarantinedAtVersion, gone }: AccountObservation, say: Find): void {
  if (gone !== undefined && (world.table.peek(gone) !== undefined || !isMissed(world, accountId, gone))) return;
  if (quarantinedAtVersion === undefined) say('G6', 'is damaged, and nobody found it');
  else world.note('an account was quarantined');
}

interface Rest {
  /** When the last sweep began. */
  readonly sweptAtMs: number;
  readonly nowMs: number;
}

/** I9, I11: nothing is due, nothing that ended is left, and its cycle is the present one. */
function checkDue({ loaded, books }: AccountObservation, { sweptAtMs, nowMs }: Rest, say: Find): void {
  if (loaded === undefined) return;
  if (dueAtMs(loaded.account) <= sweptAtMs) say('I11', 'something is still due');
  if (books.closedAtMs !== undefined) return;
  for (const bucket of books.buckets.values())
    if (bucket.expiresAtMs <= sweptAtMs && (leftIn(bucket) > 0 || bucket.held > 0))
      say('I11', `${bucket.grantId} has ended and holds credits`);
  for (const [holdId, hold] of books.holds)
    if (hold.state === 'open' && hold.expiresAtMs <= sweptAtMs) say('I11', `${holdId} is open`);
  const { cycle } = books;
  if (cycle !== undefined && (cycle.endMs <= sweptAtMs || cycle.startMs > nowMs))
    say('I9', 'its cycle is not the present one');
}

/** I4: the ledger that anyone reads is every entry that was ever committed. */
async function checkLedger(
  { accountId, entries }: AccountObservation,
  { store, clockMs }: SimProcess,
  say: Find,
): Promise<void> {
  const loaded = await store.readAccount(accountId);
  if (loaded === undefined) {
    if (entries.length > 0) say('I4', 'is gone');
    return;
  }
  let at = 0;
  for await (const entry of store.entriesFrom(loaded, 1, 'ascending')) {
    const known = entries[at];
    if (known?.hash !== entry.hash) say('I4', `shows another entry ${at + 1}`);
    at += 1;
  }
  if (at !== entries.length) say('I4', `shows ${at} entries of ${entries.length}`);
  const page = await readLedger(store, { accountId, limit: 1_000, order: 'descending' }, clockMs());
  if (page.kind !== 'done' || page.value.entries.length !== Math.min(1_000, entries.length))
    say('H5', 'shows another ledger from its end');
}

/** I5, I6: each request has one entry at most, and those that were told so have one. */
function checkJournal({ journal }: World, { accountId, byKey, entries }: AccountObservation, say: Find): void {
  for (const [key, entry] of byKey) {
    const lines = journal.find(accountId, key);
    const line = lines.find(({ fingerprint }) => fingerprint === entry.fingerprint);
    if (line === undefined) say('I6', `entry ${entry.seq} is nobody's: ${key}`);
  }
  for (const line of journal.all()) {
    if (line.accountId !== accountId || line.answer?.kind !== 'done' || line.answer.entry === undefined) continue;
    const { seq, hash } = line.answer.entry;
    if (entries[seq - 1]?.hash !== hash) say('I6', `${line.key} was told of an entry that is not there`);
  }
}

/** I21: the balance as of an instant is what readers were shown then, unless something was dated before it since. */
function checkViews({ entries, views, certain }: AccountObservation, say: Find): void {
  for (const { atMs, seq, headHash, available } of views) {
    const next = entries[seq];
    if (entries[seq - 1]?.hash !== headHash || (next !== undefined && next.atMs <= atMs)) continue;
    const books = openBooks();
    for (const entry of entries) if (entry.atMs <= atMs) post(books, entry, rules, () => {});
    if (availableAt(books, atMs) !== available) say('I21', `as of ${atMs} there are not ${available} credits`);
  }
  for (const [seq, hash] of certain)
    if (entries[seq - 1] !== undefined && entries[seq - 1]?.hash !== hash)
      say('I4', `entry ${seq} was certain, and is another`);
}
