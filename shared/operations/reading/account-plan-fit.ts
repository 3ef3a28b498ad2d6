import type { Account } from '../../domain/account/account.ts';
import { holdLifeMaxMs } from '../../domain/account/hold.ts';
import { done, type Outcome, refused } from '../../domain/decisions/outcome.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { cyclesMin, earliestCycle, pastCycles } from '../../domain/plan-fit/past-cycles.ts';
import { abstainedFit, type PlanFit, planFit } from '../../domain/plan-fit/plan-fit.ts';
import type { LoadedAccount } from '../../storage/account-item.ts';
import type { AccountStore } from '../../storage/account-store.ts';
import { certainLedger } from './certain-ledger.ts';
import { firstEntryOfCycle } from './first-entry-of-cycle.ts';

/** Entries that one answer replays: about 3 MB of ledger, and a second or two of reckoning. A busier account is judged by fewer cycles, down to the least. */
const entriesMax = 12_000;

/** How the last whole cycles would have gone on each plan. Reads the catalogue and that part of the ledger; writes nothing. */
export async function accountPlanFit(store: AccountStore, accountId: string, nowMs: number): Promise<Outcome<PlanFit>> {
  const loaded = await certainLedger(store, accountId, nowMs);
  if (loaded === undefined) return refused({ reason: 'account-not-found' });
  const { account } = loaded;
  const { planId } = account;
  if (account.closedAtMs !== undefined) return done(abstainedFit(planId, 'account-closed'));
  const { entries, isCut } = await lastEntries(store, loaded);
  const past = pastCycles(account, entries);
  if (isCut && (past?.cycles.length ?? 0) < cyclesMin) return done(abstainedFit(planId, 'history-long', past?.cycles));
  const { plans } = await store.catalogue.read(nowMs);
  return done(planFit(past, { planId, plans, nowMs }));
}

interface LastEntries {
  /** In order of `seq`. */
  readonly entries: readonly Entry[];
  /** There were more than may be read. */
  readonly isCut: boolean;
}

/** From a day before the earliest cycle that counts, which shows the holds that went on into it, to the present cycle. */
async function lastEntries(store: AccountStore, loaded: LoadedAccount): Promise<LastEntries> {
  const present = await firstEntryOfCycle(store, loaded, loaded.account.cycle.index);
  const lastSeq = (present?.seq ?? 1) - 1;
  const entries: Entry[] = [];
  if (lastSeq === 0) return { entries, isCut: false };
  let beganMs = Number.POSITIVE_INFINITY;
  for await (const entry of store.entriesFrom(loaded, lastSeq, 'descending', { onFault: () => {} })) {
    if (isBefore(entry, loaded.account) && entry.atMs < beganMs - holdLifeMaxMs) break;
    if (entries.length === entriesMax) return { entries: entries.reverse(), isCut: true };
    if (!isBefore(entry, loaded.account)) beganMs = entry.atMs;
    entries.push(entry);
  }
  return { entries: entries.reverse(), isCut: false };
}

function isBefore({ cycle }: Entry, account: Account): boolean {
  return cycle < earliestCycle(account);
}
