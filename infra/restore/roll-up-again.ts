/**
 * Rolls an account's usage up again, from its first entry on: for days that say what the ledger doesn't. Charging goes on meanwhile, and
 * so does the stream's consumer:
 *
 * 1. What the projection keeps beside its days is filed, so that all that comes later is of later entries.
 * 2. Each day is written as the ledger has it up to there, on the condition that nobody has written it since it was read.
 * 3. Where the consumer filed in between, all of it is done again.
 *
 * Cut short, it leaves each day either as it was or right; it may be run again at any time.
 */
import { isLost } from '../../shared/domain/account/withdrawn.ts';
import { done, type Outcome, refused } from '../../shared/domain/decisions/outcome.ts';
import { openProjection, type Projection, project } from '../../shared/domain/projections/projection.ts';
import { addRollUp, dayLimits, openRollUp, type RollUps } from '../../shared/domain/projections/roll-up.ts';
import { passedOver } from '../../shared/operations/reading/without-withdrawn.ts';
import type { LoadedAccount } from '../../shared/storage/account-item.ts';
import { closeProjection } from '../../shared/storage/close-projection.ts';
import type { StoredProjection } from '../../shared/storage/projection-item.ts';
import type { LedgerFault } from '../../shared/storage/segments.ts';
import type { CreditStore } from '../../shared/storage/store.ts';
import { ItemCorrupt, StoreUnavailable } from '../../shared/storage/table.ts';

export interface RolledUp {
  readonly accountId: string;
  /** The last entry that its days have in them. */
  readonly through: number;
  /** Days written, each once for every cycle that paid for it. */
  readonly days: number;
}

/** An account that is used without a pause is filed every few hundred entries. */
const triesMax = 20;

/** Throws of a ledger that can't be read: it is to be repaired first. */
export async function rollUpAgain(store: CreditStore, accountId: string): Promise<Outcome<RolledUp>> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const loaded = await store.readAccount(accountId);
    if (loaded === undefined) return refused({ reason: 'account-not-found' });
    const stored = await filed(store, await store.projections.read(accountId));
    if (stored === undefined) continue;
    const { seq } = stored.projection;
    const rollUps = await rolledUp(store, loaded, seq);
    if (await isWritten(store, accountId, { seq, rollUps }))
      return done({ accountId, through: seq, days: rollUps.size });
  }
  throw new StoreUnavailable(`${accountId} was written by others all the time: ask again`);
}

/** The projection with nothing beside its days; undefined when somebody else has moved it. */
async function filed(store: CreditStore, stored: StoredProjection): Promise<StoredProjection | undefined> {
  if (stored.version === 0 || stored.projection.recent.size === 0) return stored;
  const closed = await closeProjection(store.table, stored);
  if (closed === undefined) return undefined;
  await store.projections.file(closed);
  return store.projections.move(closed, { ...closed.projection, recent: new Map() });
}

async function rolledUp(store: CreditStore, loaded: LoadedAccount, through: number): Promise<RollUps> {
  const { accountId, withdrawn } = loaded.account;
  const onFault = ({ first, finding }: LedgerFault): void => {
    if (!isLost(withdrawn, first)) throw new ItemCorrupt(finding);
  };
  let current: Projection = openProjection(accountId);
  for await (const entry of store.entriesFrom(loaded, 1, 'ascending', { onFault })) {
    if (entry.seq > through) break;
    current = project(passedOver(current, entry, withdrawn), [entry], new Map()).projection;
  }
  return new Map(
    [...current.recent].map(([key, recent]) => {
      const day = openRollUp(recent.day, recent.cycle);
      addRollUp(day, recent, dayLimits);
      return [key, day];
    }),
  );
}

async function isWritten(
  store: CreditStore,
  accountId: string,
  { seq, rollUps }: { readonly seq: number; readonly rollUps: RollUps },
): Promise<boolean> {
  try {
    return await store.projections.rewrite(accountId, { fromCycle: Number.NEGATIVE_INFINITY, seq, rollUps });
  } catch (cause) {
    if (cause instanceof StoreUnavailable) return false;
    throw cause;
  }
}
