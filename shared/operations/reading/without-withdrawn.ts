/**
 * The projection of an account that a repair rolled back (R32). What it has of withdrawn entries is taken out: of the cycle in which the
 * last entry lies that stands, all days are rolled up anew, and those of later cycles are emptied. Each day is written for the
 * repair as one that the last withdrawn entry was added to, which may be done again; then the projection moves on to just before the repair's own entry.
 */
import type { Account } from '../../domain/account/account.ts';
import { readableIn, type WithdrawnEntries } from '../../domain/account/withdrawn.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { openProjection, type Projection, project } from '../../domain/projections/projection.ts';
import type { RollUps } from '../../domain/projections/roll-up.ts';
import type { LoadedAccount } from '../../storage/account-item.ts';
import type { StoredProjection } from '../../storage/projection-item.ts';
import type { CreditStore } from '../../storage/store.ts';
import { firstEntryOfCycle } from './first-entry-of-cycle.ts';

/** The stored projection, rid of what was withdrawn; undefined when somebody else has moved it. */
export async function withoutWithdrawn(
  store: CreditStore,
  newest: LoadedAccount,
  stored: StoredProjection,
): Promise<StoredProjection | undefined> {
  const gone = goneFrom(newest.account, stored.projection);
  if (gone === undefined) return stored;
  if (stored.isFull) await store.projections.file(stored);
  const kept = stored.isFull ? { ...stored.projection, recent: new Map() } : stored.projection;
  const last = await lastStanding(store, newest, gone.first - 1);
  if (last === undefined) return stored;
  const anew = await rolledUp(store, newest, { last, dimensions: kept.dimensions });
  const seq = gone.by - 1;
  await store.projections.rewrite(kept.accountId, { fromCycle: last.cycle, seq, rollUps: anew.recent });
  const recent: RollUps = new Map([...kept.recent].filter(([, { cycle }]) => cycle.index < last.cycle));
  const back: Projection = { ...kept, seq, atMs: last.atMs, cycle: anew.cycle, recent, repairedBy: gone.by };
  return store.projections.move(stored, back);
}

/** A part that a projection has something of, and whose repair it hasn't come to. */
function goneFrom({ withdrawn = [] }: Account, { seq, repairedBy = 0 }: Projection): WithdrawnEntries | undefined {
  return withdrawn.find(({ first, by, isLost }) => isLost !== true && first <= seq && seq < by && repairedBy < by);
}

async function lastStanding(store: CreditStore, loaded: LoadedAccount, seq: number): Promise<Entry | undefined> {
  for await (const entry of store.entriesFrom(loaded, seq, 'descending', { onFault: () => {} })) return entry;
  return undefined;
}

/** The roll-ups of a cycle up to an entry of it. What is lost of it is in none. */
async function rolledUp(
  store: CreditStore,
  loaded: LoadedAccount,
  { last, dimensions }: { readonly last: Entry; readonly dimensions: readonly string[] },
): Promise<Pick<Projection, 'recent' | 'cycle'>> {
  const { accountId, withdrawn } = loaded.account;
  const first = await firstEntryOfCycle(store, loaded, last.cycle);
  let current = beforeFirst(accountId, first ?? last, dimensions);
  for await (const entry of store.entriesFrom(loaded, current.seq + 1, 'ascending', { onFault: () => {} })) {
    if (entry.seq > last.seq) break;
    current = project(passedOver(current, entry, withdrawn), [entry], new Map()).projection;
  }
  return current;
}

function beforeFirst(
  accountId: string,
  { seq, cycle, cycleStartMs, expiresAtMs, atMs }: Entry,
  dimensions: readonly string[],
) {
  const bounds = { index: cycle, startMs: cycleStartMs ?? atMs, endMs: expiresAtMs ?? atMs };
  return { ...openProjection(accountId), seq: seq - 1, cycle: bounds, dimensions };
}

/** A projection that stands just before an entry, where nothing that stands, and can be read, lies between them. */
export function passedOver(projection: Projection, { seq }: Entry, withdrawn: Account['withdrawn']): Projection {
  const between = readableIn(withdrawn, { first: projection.seq + 1, last: seq - 1 });
  return between.length === 0 && projection.seq < seq ? { ...projection, seq: seq - 1 } : projection;
}
