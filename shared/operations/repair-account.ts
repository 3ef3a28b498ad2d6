import { withdrawnMax } from '../domain/account/withdrawn.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { decodeAccount, type LoadedAccount } from '../storage/account-item.ts';
import { readLoaded } from '../storage/provable.ts';
import { readable } from '../storage/readable.ts';
import { planRepair, type RepairPlan } from '../storage/repair-plan.ts';
import { carryOutRepair } from '../storage/repairs.ts';
import type { CreditStore } from '../storage/store.ts';
import { StoreUnavailable } from '../storage/table.ts';
import { quarantineOf } from './reading/quarantine-of.ts';

export interface Repair {
  readonly accountId: string;
  /** The last entry that stands, as it was proposed: another means that something has changed since. */
  readonly through: number;
  readonly reason: string;
  /** The person who looked at the account and answers for it. */
  readonly actor: string;
  readonly caller: string;
}

/**
 * R32: rolls a quarantined account back to the last entry that can be proved, by an entry that says so, and lets changes through
 * again. Asked once more, as after a lost reply, it answers the same.
 */
export async function repairAccount(store: CreditStore, asked: Repair, nowMs: number): Promise<Outcome<Entry>> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const outcome = await tryRepair(store, asked, nowMs);
    if (outcome !== undefined) return outcome;
  }
  throw new StoreUnavailable(`${asked.accountId} was written by others, or not at all: ask again`);
}

/** A write that was refused, or not answered, may have been ours: the account is looked at once more. */
const triesMax = 4;

async function tryRepair(store: CreditStore, asked: Repair, nowMs: number): Promise<Outcome<Entry> | undefined> {
  const { accountId, through, reason, actor, caller } = asked;
  const before = await readLoaded(store, accountId, nowMs);
  if (before === undefined) return refused({ reason: 'account-not-found' });
  const quarantine = await quarantineOf(store, before);
  if (quarantine === undefined) {
    const done = repairIn(before, asked);
    return done === undefined ? refused({ reason: 'account-not-quarantined' }) : finish(store, asked, done, nowMs);
  }
  const plan = await planRepair(store, { accountId, nowMs, sinceMs: quarantine.sinceMs });
  // Somebody else was first: it isn't quarantined any more.
  if (plan !== undefined && !isQuarantined(plan)) return undefined;
  if (plan === undefined || (plan.proved.account.withdrawn?.length ?? 0) + plan.lost.length >= withdrawnMax)
    return refused({ reason: 'not-repairable' });
  if (plan.proved.account.seq !== through) {
    // Unless it was repaired while the plan was made.
    const since = await readLoaded(store, accountId, nowMs);
    return since?.quarantine === undefined ? undefined : refused({ reason: 'repair-outdated' });
  }
  const repaired = await carryOutRepair(store.table, plan, { reason, actor, caller, nowMs });
  if (repaired === undefined) return undefined;
  await store.checkpoints.keep([repaired.loaded.account]);
  return finish(store, asked, repaired.entry, nowMs);
}

/** An item that can't be read is in no other state. */
function isQuarantined({ accountId, item }: RepairPlan): boolean {
  const loaded = readable(() => decodeAccount(accountId, item));
  return loaded === undefined || loaded.quarantine !== undefined;
}

/** The account's item is whole again: the lists say so last. */
async function finish(
  store: CreditStore,
  { accountId, reason, actor }: Repair,
  entry: Entry,
  nowMs: number,
): Promise<Outcome<Entry>> {
  await store.liftQuarantine(accountId, { reason, actor, atMs: nowMs });
  return done(entry);
}

/** The very repair, among the newest entries. */
function repairIn({ log }: LoadedAccount, { through, reason, actor }: Repair): Entry | undefined {
  return log.entries.findLast(
    (entry) =>
      entry.type === 'repair' &&
      (entry.withdraws?.first ?? entry.seq) === through + 1 &&
      entry.reason === reason &&
      entry.actor === actor,
  );
}
