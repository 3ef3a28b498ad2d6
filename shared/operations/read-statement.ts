import type { Account } from '../domain/account/account.ts';
import { type Cycle, cycleOf } from '../domain/cycle.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { movementLines } from '../domain/ledger/movement.ts';
import type { Statement } from '../domain/ledger/statement.ts';
import { present } from '../domain/present.ts';
import type { CycleSums } from '../domain/projections/cycle-sums.ts';
import type { CreditStore } from '../storage/store.ts';
import { certainLedger } from './reading/certain-ledger.ts';
import { pastCyclesOf } from './reading/past-cycles-of.ts';
import { quarantineOf } from './reading/quarantine-of.ts';
import { sumCycle } from './reading/sum-cycle.ts';

/** Entries that one request adds up, about a second's work: more than that, of a cycle whose sums aren't kept, takes several. */
const entriesMax = 10_000;

export interface ListedStatement extends Statement {
  /** All that a statement can be asked of, newest first. */
  readonly cycles: readonly Cycle[];
}

/**
 * The sums of a cycle and what came since. A cycle that ended moments ago may not be written yet: it is there within minutes,
 * whoever asks.
 */
export async function readStatement(
  store: CreditStore,
  { accountId, cycle }: { readonly accountId: string; readonly cycle: number },
  nowMs: number,
): Promise<Outcome<ListedStatement>> {
  const stored = await store.sums.readCycle(accountId, cycle);
  const loaded = await certainLedger(store, accountId, nowMs);
  if (loaded === undefined) return refused({ reason: 'account-not-found' });
  const { account } = loaded;
  const summed = await sumCycle(store, loaded, stored, { cycle, entriesMax });
  if (summed === undefined) return refused({ reason: 'cycle-not-found' });
  if (!summed.isWhole) return refused({ reason: 'history-pending' });
  const { sums } = summed;
  const quarantine = await quarantineOf(store, loaded);
  return done({
    accountId,
    ...openingOf(account, sums),
    isFinal: account.cycle.index > cycle || account.closedAtMs !== undefined,
    entries: { first: sums.first, last: sums.seq },
    through: { seq: sums.seq, atMs: sums.atMs },
    opening: sums.opening,
    closing: sums.closing,
    movements: movementLines(sums.movements),
    cycles: await pastCyclesOf(store, loaded),
    ...(sums.unprovable.length === 0 ? {} : { unprovable: sums.unprovable }),
    ...present({ quarantine }),
  });
}

/** The plan, seats and bounds of a cycle, by the entry that opened it; where that can't be read, by the account's present plan and schedule. */
function openingOf(account: Account, { opened, index }: CycleSums): Pick<Statement, 'planId' | 'seats' | 'cycle'> {
  if (opened === undefined) return { planId: account.planId, cycle: cycleOf(account.schedule, index) };
  const { planId, seats, ...bounds } = opened;
  return { planId, ...present({ seats }), cycle: { index, ...bounds } };
}
