import type { Cycle } from '../domain/cycle.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { emptyBalance, type Statement, sumMovements } from '../domain/ledger/statement.ts';
import type { CreditStore } from '../storage/store.ts';
import { certainLedger } from './reading/certain-ledger.ts';
import { firstEntryOfCycle } from './reading/first-entry-of-cycle.ts';
import { pastCyclesOf } from './reading/past-cycles-of.ts';

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
  const before = first.seq === 1 ? undefined : await store.entry(loaded, first.seq - 1);

  const movements = sumMovements();
  let count = 0;
  let last = first;
  let opened: Entry | undefined;
  for await (const entry of store.entriesFrom(loaded, first.seq, 'ascending')) {
    if (entry.cycle !== cycle) break;
    if (count === entriesMax) return refused({ reason: 'statement-too-long' });
    movements.add(entry);
    if (entry.cycleStartMs !== undefined) opened = entry;
    last = entry;
    count += 1;
  }
  const { cycleStartMs, expiresAtMs, planId } = opened ?? first;
  if (cycleStartMs === undefined || expiresAtMs === undefined || planId === undefined)
    throw new TypeError(`no entry of cycle ${cycle} opens it`);
  const { account } = loaded;
  return done({
    accountId,
    planId,
    cycle: { index: cycle, startMs: cycleStartMs, endMs: expiresAtMs },
    isFinal: account.cycle.index > cycle || account.closedAtMs !== undefined,
    entries: { first: first.seq, last: last.seq },
    opening: before?.after ?? emptyBalance,
    closing: last.after,
    movements: movements.lines(),
    cycles: await pastCyclesOf(store, loaded),
  });
}
