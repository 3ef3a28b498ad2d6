/** Reads, and what must be true of them. */
import { viewOf } from '../../../shared/domain/account/account.ts';
import { present } from '../../../shared/domain/present.ts';
import { checkAccess } from '../../../shared/operations/check-access.ts';
import { readLedger } from '../../../shared/operations/read-ledger.ts';
import { currentAccount } from '../../../shared/operations/reading/current-account.ts';
import { AccountQuarantined, ItemCorrupt, StoreUnavailable } from '../../../shared/storage/table.ts';
import { rules } from './catalogue.ts';
import type { AccountObservation } from './checkers/account-observation.ts';
import { availableAt, heldIn, openBooks } from './checkers/books.ts';
import { post } from './checkers/post.ts';
import type { SimProcess } from './sim-process.ts';
import type { World } from './world.ts';

const patienceMs = 25_000;
const pageSizes = [1, 2, 3, 50];
/** The skew of clocks and requests. What readers take for certain lies so far back, and clocks and requests no further. */
const certainSkewMs = 60_000;

/** One read of an account, of any kind. What doesn't come back, or comes back as unavailable, says nothing. */
export async function checkedRead(world: World, accountId: string, process: SimProcess): Promise<void> {
  const watched = world.observer.watched(accountId);
  const read = world.random.pick([readBalance, readBalance, readEntries, readGate]);
  const reading = process.turn().then(() => read(world, watched, process));
  await Promise.race([
    reading.catch((cause: unknown) => excuse(world, watched, cause)),
    world.scheduler.sleep(patienceMs),
  ]);
}

function excuse({ find }: World, { accountId, isDamaged }: AccountObservation, cause: unknown): void {
  if (cause instanceof StoreUnavailable) return;
  if (isDamaged && (cause instanceof ItemCorrupt || cause instanceof AccountQuarantined)) return;
  find('I20', `${accountId}: a read threw ${String(cause)}`);
}

/**
 * The balance, brought to the reader's instant: a prefix of the ledger that holds all that was there when the read began, and
 * after it only what must become due. The books of both say the same as the view.
 */
async function readBalance(world: World, watched: AccountObservation, { store, clockMs }: SimProcess): Promise<void> {
  const known = watched.entries.length;
  const atMs = clockMs();
  const current = await currentAccount(store, watched.accountId, atMs);
  if (watched.isDamaged) return;
  const say = (invariant: string, what: string): void => world.find(invariant, `${watched.accountId} read: ${what}`);
  if (current === undefined) {
    if (known > 0) say('I7', 'its account was not found, and is there');
    return;
  }
  const view = viewOf(current.account);
  const written = view.seq - current.due.length;
  if (written < known) say('I7', `shows entry ${written} after entry ${known} was there`);
  const books = openBooks();
  for (const entry of [...watched.entries.slice(0, written), ...current.due]) post(books, entry, rules, say);
  const shown = [view.available, view.held, view.overrun, view.debt].join();
  const booked = [availableAt(books, current.nowMs), heldIn(books), books.overrun, books.debt].join();
  if (shown !== booked) say('I8', `shows ${shown}, the books say ${booked}`);
  watched.views.push({
    atMs: current.nowMs,
    seq: view.seq,
    headHash: current.account.headHash,
    available: view.available,
  });
}

/** The ledger, page by page: what is stored as it was stored, what is certain as it will be. */
async function readEntries(world: World, watched: AccountObservation, { store, clockMs }: SimProcess): Promise<void> {
  const known = watched.entries.length;
  const question = { accountId: watched.accountId, limit: world.random.pick(pageSizes) };
  const order = world.random.pick(['ascending', 'descending'] as const);
  const hashes: (readonly [number, string])[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 200; page += 1) {
    const asked = { ...question, order, ...present({ cursor }) };
    const outcome = await readLedger(store, asked, clockMs());
    if (outcome.kind !== 'done') break;
    hashes.push(...outcome.value.entries.map(({ seq, hash }) => [seq, hash] as const));
    cursor = outcome.value.nextCursor;
    if (cursor === undefined) break;
  }
  if (watched.isDamaged || cursor !== undefined) return;
  const say = (invariant: string, what: string): void => world.find(invariant, `${watched.accountId} ledger: ${what}`);
  if (order === 'descending') hashes.reverse();
  for (const [at, [seq, hash]] of hashes.entries()) {
    if (seq !== at + 1) say('H5', `entry ${seq} where entry ${at + 1} belongs`);
    const stored = watched.entries[seq - 1];
    if (stored !== undefined && stored.hash !== hash && seq <= known) say('I4', `shows another entry ${seq}`);
    if (world.swarm.skewMs <= certainSkewMs && world.swarm.pause === 0 && world.swarm.late === 0)
      watched.certain.set(seq, hash);
  }
  if (hashes.length < known) say('H5', `shows ${hashes.length} entries of ${known}`);
}

/** Versions that an account has before every eventually consistent read finds it. */
const surelyThere = 5;

/** The gate answers by some state that was true lately. */
async function readGate(world: World, watched: AccountObservation, { store, clockMs }: SimProcess): Promise<void> {
  // A process may be frozen with its answer until long after.
  const versionBefore = watched.version;
  const outcome = await checkAccess(store, { accountId: watched.accountId }, clockMs());
  if (outcome.kind !== 'done' && versionBefore > surelyThere && !watched.isDamaged)
    world.find('I8', `${watched.accountId}: the gate does not know it`);
}
