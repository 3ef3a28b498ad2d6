import { decideSetAutoTopUp, type SetAutoTopUpCommand } from '../domain/auto-top-up.ts';
import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './change-by-entry.ts';

export async function setAutoTopUp(
  store: CreditStore,
  command: For<SetAutoTopUpCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decideSetAutoTopUp, { nowMs });
}
