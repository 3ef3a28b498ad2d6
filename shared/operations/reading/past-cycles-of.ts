import { type Cycle, cycleOf } from '../../domain/cycle.ts';
import type { LoadedAccount } from '../../storage/account-item.ts';
import type { CreditStore } from '../../storage/store.ts';
import { firstEntry, firstEntryOfCycle } from './first-entry-of-cycle.ts';
import { soundEntry } from './sound-entry.ts';

/** Cycles that one answer lists. */
const cyclesMax = 60;

/** The account's cycles from its first on, newest first. Those of the present length follow from its schedule; others from their entries. */
export async function pastCyclesOf(store: CreditStore, loaded: LoadedAccount): Promise<readonly Cycle[]> {
  const { schedule, cycle: present } = loaded.account;
  const opening = (await soundEntry(store, loaded, 1)) ?? (await firstEntry(store, loaded, () => true));
  const first = Math.max(opening?.cycle ?? present.index, present.index - cyclesMax + 1);
  const cycles: Cycle[] = [];
  for (let index = present.index; index >= first; index -= 1) {
    const entry = index < schedule.baseIndex ? await firstEntryOfCycle(store, loaded, index) : undefined;
    const { cycleStartMs: startMs, expiresAtMs: endMs } = entry ?? {};
    if (index >= schedule.baseIndex) cycles.push(cycleOf(schedule, index));
    else if (startMs !== undefined && endMs !== undefined) cycles.push({ index, startMs, endMs });
  }
  return cycles;
}
