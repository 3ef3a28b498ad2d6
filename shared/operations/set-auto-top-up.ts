import type { Outcome } from '../domain/decisions/outcome.ts';
import { decideSetAutoTopUp, type SetAutoTopUpCommand } from '../domain/decisions/set-auto-top-up.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './charging/change-by-entry.ts';

export async function setAutoTopUp(
  store: CreditStore,
  command: For<SetAutoTopUpCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decideSetAutoTopUp, { nowMs });
}
