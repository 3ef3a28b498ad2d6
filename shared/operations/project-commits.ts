/**
 * Goes on from where an account's projection stands with the commits that the table's stream delivered: publishes their
 * signals, rolls up their usage, then moves the projection. Exactly once in effect:
 *
 * - Entries go in by `seq = last + 1`. What was delivered before is passed over, what is missing is fetched from the
 *   ledger, so redelivery, reordering, splits, and days without a consumer change nothing but the time.
 * - Signals are published, and endpoints that ask for entries are told of them, before the projection moves: a crash in between publishes them again, under the same ids.
 * - The sums of its cycle are brought forward once all that is in, every few hundred entries. They may lag: who reads them
 *   adds what came since.
 * - The account's ranks in the fleet are stored after it has moved, where it changed. What is delivered again, as after a
 *   crash in between, ranks the account again.
 */

import { isLost } from '../domain/account/withdrawn.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { type FleetPlaces, fleetPlaces, noFacets } from '../domain/projections/fleet-places.ts';
import { type Projection, plansIn, project, withFacets } from '../domain/projections/projection.ts';
import type { Signal } from '../domain/projections/signal.ts';
import { mayShareBoundary } from '../domain/transitions/transition.ts';
import type { Services } from '../ports/services.ts';
import type { LoadedAccount } from '../storage/account-item.ts';
import type { StoredProjection } from '../storage/projection-item.ts';
import type { LedgerFault } from '../storage/segments.ts';
import type { CreditStore } from '../storage/store.ts';
import { ItemCorrupt, StoreUnavailable } from '../storage/table.ts';
import { followBrake, type Unstopped } from './charging/follow-brake.ts';
import { type Commit, entriesIn, newestOf } from './reading/commit.ts';
import { followTopUp } from './reading/follow-top-up.ts';
import { keepSums } from './reading/keep-sums.ts';
import { refusalSignals } from './reading/refusal-signals.ts';
import { refusedUses } from './reading/refused-uses.ts';
import { type Telling, tellEntries } from './reading/tell-entries.ts';
import { passedOver, withoutWithdrawn } from './reading/without-withdrawn.ts';

type Projecting = Pick<Services, 'store' | 'bus' | 'nowMs'> & Telling;

/** The commits that this delivery added. */
export interface ProjectedCommits {
  readonly entries: readonly Entry[];
  readonly signals: readonly Signal[];
}

/** And what its brake could not stop. */
export interface FollowedCommits extends ProjectedCommits {
  readonly unstopped: readonly Unstopped[];
}

/** Entries that one move takes in, so that no write outgrows an item; and moves of one delivery, so that it ends in time. */
const entriesPerMoveMax = 100;
const moveMaxBytes = 100_000;
const movesMax = 400;
const lostRacesMax = 8;

/** `commits` are all of one account, in any order. Rejects if they aren't all in: deliver them again. */
export async function projectCommits(services: Projecting, commits: readonly Commit[]): Promise<FollowedCommits> {
  const refusals = commits.flatMap(refusalSignals);
  if (refusals.length > 0) await services.bus.publish(refusals);
  const turnedAway = refusedUses(commits);
  const [first] = commits;
  if (first !== undefined && turnedAway.length > 0)
    await services.store.refusedDays.count(first.after.account, turnedAway);
  const newest = newestOf(commits);
  const hasEntries = commits.some(({ before, after }) => after.account.seq > (before?.account.seq ?? 0));
  if (newest === undefined || !hasEntries) return { entries: [], signals: refusals, unstopped: [] };
  const firstSeq = Math.min(...commits.map(({ before }) => (before?.account.seq ?? 0) + 1));
  const told = entriesIn(commits);
  const inOrder = [...told.values()].filter(({ seq }) => seq >= firstSeq).toSorted((a, b) => a.seq - b.seq);
  const { entries, signals } = await projectAccount(services, newest, { entries: told, firstSeq });
  // Last, so that a brake that fails holds up neither usage nor events: it is told again, and they pass over what they have.
  const unstopped = await followBrake(services, newest.account.accountId, inOrder);
  return { entries, signals: [...refusals, ...signals], unstopped };
}

interface Delivery {
  /** Entries that needn't be read again. */
  readonly entries: ReadonlyMap<number, Entry>;
  /** The first that is told of: a projection that has it was told before, and may not have been ranked. */
  readonly firstSeq: number;
}

/** Brings an account's projection up to a loaded account. */
export async function projectAccount(
  services: Projecting,
  newest: LoadedAccount,
  { entries: delivered, firstSeq }: Delivery = { entries: entriesIn([{ after: newest }]), firstSeq: 0 },
): Promise<ProjectedCommits> {
  const { store } = services;
  const done: { entries: Entry[]; signals: Signal[] } = { entries: [], signals: [] };
  const { accountId, seq: lastSeq } = newest.account;
  let stored = await store.projections.read(accountId);
  if (stored.version > 0 && stored.projection.seq >= firstSeq) await rankAgain(store, stored);
  if (stored.projection.seq >= lastSeq) await giveFacets(store, stored);
  const fromSeq = stored.projection.seq;
  let lostRaces = 0;
  for (let moves = 0; moves < movesMax && stored.projection.seq < lastSeq; moves += 1) {
    const standing = await withoutWithdrawn(store, newest, stored);
    const entries = standing && (await nextEntries({ store, newest, delivered }, standing.projection.seq + 1));
    const moved = entries && (await move(services, passedTo(standing, entries, newest), entries));
    if (moved === undefined) {
      lostRaces += 1;
      if (lostRaces === lostRacesMax) throw new StoreUnavailable('the projection was too busy');
      stored = await store.projections.read(accountId);
      // The move may have been ours, its answer lost.
      await rankAgain(store, stored);
      continue;
    }
    done.entries.push(...(entries ?? []));
    done.signals.push(...moved.signals);
    stored = moved.stored;
  }
  if (stored.projection.seq < lastSeq) throw new StoreUnavailable('the projection is still catching up');
  await keepSums(store, newest, { fromSeq, toSeq: lastSeq });
  return done;
}

/** One move of a projection; undefined when somebody else moved it. */
async function move(
  services: Projecting,
  stored: StoredProjection,
  entries: readonly Entry[],
): Promise<{ readonly stored: StoredProjection; readonly signals: readonly Signal[] } | undefined> {
  const { store, bus, nowMs } = services;
  if (stored.isFull) await store.projections.file(stored);
  const from: Projection = stored.isFull ? { ...stored.projection, recent: new Map() } : stored.projection;
  const plans = await store.catalogue.plansFor(plansIn(from, entries), nowMs());
  const { projection, signals } = project(from, entries, plans);
  await followTopUp(store, { from, to: projection, entries, signals });
  if (signals.length > 0) await bus.publish(signals);
  await tellEntries(services, entries);
  const [before, ranks] = [placesOf(from), placesOf(projection)];
  if (before.state === null) await store.fleet.enlist(from.accountId);
  const moved = await store.projections.move(stored, projection);
  if (moved === undefined) return undefined;
  const orders = fleetPlaces.filter((place) => ranks[place] !== before[place]);
  await store.fleet.rank(from.accountId, ranks, moved.version, orders);
  return { stored: moved, signals };
}

async function rankAgain(store: CreditStore, { projection, version }: StoredProjection): Promise<void> {
  const ranks = placesOf(projection);
  if (ranks.state !== null) await store.fleet.enlist(projection.accountId);
  await store.fleet.rank(projection.accountId, ranks, version);
}

function placesOf({ member, facets = noFacets }: Projection): FleetPlaces {
  return { ...member.ranks, ...facets };
}

/** Places an account whose last entry was before there were facets, which only the audit comes by. */
async function giveFacets(store: CreditStore, stored: StoredProjection): Promise<void> {
  const { version, projection } = stored;
  if (version === 0 || projection.facets !== undefined) return;
  const moved = await store.projections.move(stored, withFacets(projection));
  if (moved !== undefined) await rankAgain(store, moved);
}

interface Source {
  readonly store: CreditStore;
  readonly newest: LoadedAccount;
  readonly delivered: ReadonlyMap<number, Entry>;
}

/** The next entries, from what was delivered or, where that has a gap, from the ledger. They end where a boundary does. */
async function nextEntries({ store, newest, delivered }: Source, fromSeq: number): Promise<readonly Entry[]> {
  const taken: Entry[] = [];
  let bytes = 0;
  const lastSeq = newest.account.seq;
  const isWhole = rangeOf(fromSeq, lastSeq).every((seq) => delivered.has(seq));
  const source = isWhole ? deliveredFrom(delivered, fromSeq) : standingFrom(store, newest, fromSeq);
  for await (const entry of source) {
    const isMuch = taken.length >= entriesPerMoveMax || bytes > moveMaxBytes;
    const before = taken.at(-1);
    if (isMuch && (before === undefined || !mayShareBoundary(before, entry))) break;
    // What is between was given up by a repair: the next move passes over it.
    if (before !== undefined && entry.seq !== before.seq + 1) break;
    taken.push(entry);
    bytes += JSON.stringify([entry.lines?.map(({ sku }) => sku), entry.dimensions]).length;
  }
  return taken;
}

/** Passes over what a repair gave up as lost. Anything else that can't be read is thrown. */
async function* standingFrom(store: CreditStore, newest: LoadedAccount, fromSeq: number): AsyncGenerator<Entry> {
  const onFault = ({ first, finding }: LedgerFault): void => {
    if (!isLost(newest.account.withdrawn, first)) throw new ItemCorrupt(finding);
  };
  yield* store.entriesFrom(newest, fromSeq, 'ascending', { onFault });
}

/** A projection that stands just before the next entries, whatever was given up in between. */
function passedTo(stored: StoredProjection, [first]: readonly Entry[], { account }: LoadedAccount): StoredProjection {
  if (first === undefined) return stored;
  return { ...stored, projection: passedOver(stored.projection, first, account.withdrawn) };
}

function* deliveredFrom(delivered: ReadonlyMap<number, Entry>, fromSeq: number): Generator<Entry> {
  for (let seq = fromSeq; ; seq += 1) {
    const entry = delivered.get(seq);
    if (entry === undefined) return;
    yield entry;
  }
}

function rangeOf(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, Math.min(last - first + 1, entriesPerMoveMax + 1)) }, (_, at) => first + at);
}
