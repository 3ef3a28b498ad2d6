import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import { decideRemoveLimit, type RemoveLimitCommand } from '../domain/set-limit.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './change-by-entry.ts';

export async function removeLimit(
  store: CreditStore,
  command: For<RemoveLimitCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decideRemoveLimit, { nowMs });
}
