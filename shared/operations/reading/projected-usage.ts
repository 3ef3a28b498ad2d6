import type { Entry } from '../../domain/ledger/entry.ts';
import { present } from '../../domain/present.ts';
import { type Projection, project } from '../../domain/projections/projection.ts';
import { addRollUp, dayLimits, openRollUp, type RollUps } from '../../domain/projections/roll-up.ts';
import type { LoadedAccount } from '../../storage/account-item.ts';
import type { DaySpan } from '../../storage/projections.ts';
import type { CreditStore } from '../../storage/store.ts';
import { passedOver } from './without-withdrawn.ts';

/** The usage, and up to which entry that is complete. */
export interface UsageThrough {
  readonly rollUps: RollUps;
  readonly through: { readonly seq: number; readonly atMs: number };
  /** The dimensions that are rolled up. */
  readonly dimensions: readonly string[];
  /** Something of it can't be read, and is left out. */
  readonly isPartial?: true;
}

/** Entries that an answer adds to what the consumer has rolled up. Further behind than that, it says so. */
const tailMax = 1_000;

/** The roll-ups of a span of days: those that are stored, and on top of them the entries that the consumer hasn't come to. */
export async function projectedUsage(store: CreditStore, loaded: LoadedAccount, days: DaySpan): Promise<UsageThrough> {
  const { accountId, withdrawn } = loaded.account;
  const { projection, rollUps, isPartial } = await store.projections.usage(accountId, days);
  const tail: Entry[] = [];
  // What comes after a part that can't be proved can't be added up: it ends there.
  let isCut = false;
  const onFault = (): void => {
    isCut = true;
  };
  for await (const entry of store.entriesFrom(loaded, projection.seq + 1, 'ascending', { onFault })) {
    if (tail.length === tailMax || isCut) break;
    tail.push(entry);
  }
  let ahead: Projection = { ...projection, recent: new Map() };
  for (const run of runsOf(tail)) {
    const [first] = run;
    if (first !== undefined) ahead = project(passedOver(ahead, first, withdrawn), run, new Map()).projection;
  }
  for (const [key, recent] of ahead.recent) {
    if (recent.day < days.from || recent.day > days.to) continue;
    const rollUp = rollUps.get(key) ?? openRollUp(recent.day, recent.cycle);
    addRollUp(rollUp, recent, dayLimits);
    rollUps.set(key, rollUp);
  }
  const through = { seq: ahead.seq, atMs: ahead.atMs };
  return { rollUps, through, dimensions: ahead.dimensions, ...present({ isPartial }) };
}

/** Entries in runs without a gap: between two of them lies what a repair gave up. */
function runsOf(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const runs: Entry[][] = [];
  for (const entry of entries) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1)?.seq === entry.seq - 1) run.push(entry);
    else runs.push([entry]);
  }
  return runs;
}
