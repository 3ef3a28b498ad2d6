import type { Entry } from '../../domain/ledger/entry.ts';
import { present } from '../../domain/present.ts';
import { project } from '../../domain/projections/projection.ts';
import { addRollUp, dayLimits, openRollUp, type RollUps } from '../../domain/projections/roll-up.ts';
import type { LoadedAccount } from '../../storage/account-item.ts';
import type { DaySpan } from '../../storage/projections.ts';
import type { CreditStore } from '../../storage/store.ts';

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
  const { projection, rollUps, isPartial } = await store.projections.usage(loaded.account.accountId, days);
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
  const ahead = project({ ...projection, recent: new Map() }, tail, new Map()).projection;
  for (const [key, recent] of ahead.recent) {
    if (recent.day < days.from || recent.day > days.to) continue;
    const rollUp = rollUps.get(key) ?? openRollUp(recent.day, recent.cycle);
    addRollUp(rollUp, recent, dayLimits);
    rollUps.set(key, rollUp);
  }
  const through = { seq: ahead.seq, atMs: ahead.atMs };
  return { rollUps, through, dimensions: ahead.dimensions, ...present({ isPartial }) };
}
