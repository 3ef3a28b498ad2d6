import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import { decideSetLimit, type SetLimitCommand } from '../domain/set-limit.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './change-by-entry.ts';

export async function setLimit(
  store: CreditStore,
  command: For<SetLimitCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decideSetLimit, { nowMs });
}
