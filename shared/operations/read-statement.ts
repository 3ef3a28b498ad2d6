import type { Account } from '../domain/account/account.ts';
import { type Cycle, cycleOf } from '../domain/cycle.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { emptyBalance, type Statement, sumMovements, type Unprovable } from '../domain/ledger/statement.ts';
import { present } from '../domain/present.ts';
import type { LoadedAccount } from '../storage/account-item.ts';
import type { CreditStore } from '../storage/store.ts';
import { certainLedger } from './reading/certain-ledger.ts';
import { firstEntryOfCycle } from './reading/first-entry-of-cycle.ts';
import { pastCyclesOf } from './reading/past-cycles-of.ts';
import { quarantineOf } from './reading/quarantine-of.ts';

/** Entries that one statement adds up. */
const entriesMax = 100_000;

export interface ListedStatement extends Statement {
  /** All that a statement can be asked of, newest first. */
  readonly cycles: readonly Cycle[];
}

/** Adds a cycle's entries up. A cycle that ended moments ago may not be written yet: it is there within minutes, whoever asks. */
export async function readStatement(
  store: CreditStore,
  { accountId, cycle }: { readonly accountId: string; readonly cycle: number },
  nowMs: number,
): Promise<Outcome<ListedStatement>> {
  const loaded = await certainLedger(store, accountId, nowMs);
  if (loaded === undefined) return refused({ reason: 'account-not-found' });
  const first = await firstEntryOfCycle(store, loaded, cycle);
  if (first?.cycle !== cycle) return refused({ reason: 'cycle-not-found' });
  const before = await entryBefore(store, loaded, first.seq);
  const unprovable: Unprovable[] = [];
  const onFault = (fault: Unprovable): void => {
    unprovable.push(fault);
  };

  const movements = sumMovements();
  let count = 0;
  let last = first;
  let opened: Entry | undefined;
  for await (const entry of store.entriesFrom(loaded, first.seq, 'ascending', { onFault })) {
    if (entry.cycle !== cycle) break;
    if (count === entriesMax) return refused({ reason: 'statement-too-long' });
    movements.add(entry);
    if (entry.cycleStartMs !== undefined) opened = entry;
    last = entry;
    count += 1;
  }
  const quarantine = await quarantineOf(store, loaded);
  return done({
    accountId,
    ...openingOf(loaded.account, opened, cycle),
    isFinal: loaded.account.cycle.index > cycle || loaded.account.closedAtMs !== undefined,
    entries: { first: first.seq, last: last.seq },
    opening: before?.after ?? emptyBalance,
    closing: last.after,
    movements: movements.lines(),
    cycles: await pastCyclesOf(store, loaded),
    ...(unprovable.length === 0 ? {} : { unprovable }),
    ...present({ quarantine }),
  });
}

/** The entry before a cycle's first, or the last before it that can be read. */
async function entryBefore(store: CreditStore, loaded: LoadedAccount, seq: number): Promise<Entry | undefined> {
  for await (const entry of store.entriesFrom(loaded, seq - 1, 'descending', { onFault: () => {} })) return entry;
  return undefined;
}

/** The plan and bounds of a cycle, by the entry that opened it; where that can't be read, by the account's present plan and schedule. */
function openingOf(account: Account, opened: Entry | undefined, index: number): Pick<Statement, 'planId' | 'cycle'> {
  const { cycleStartMs: startMs, expiresAtMs: endMs, planId } = opened ?? {};
  if (startMs === undefined || endMs === undefined || planId === undefined)
    return { planId: account.planId, cycle: cycleOf(account.schedule, index) };
  return { planId, cycle: { index, startMs, endMs } };
}
