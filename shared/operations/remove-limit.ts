import type { Outcome } from '../domain/decisions/outcome.ts';
import { decideRemoveLimit, type RemoveLimitCommand } from '../domain/decisions/set-limit.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './charging/change-by-entry.ts';

export async function removeLimit(
  store: CreditStore,
  command: For<RemoveLimitCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decideRemoveLimit, { nowMs });
}
