import type { Outcome } from '../domain/decisions/outcome.ts';
import { decideSetLimit, type SetLimitCommand } from '../domain/decisions/set-limit.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './charging/change-by-entry.ts';

export async function setLimit(
  store: CreditStore,
  command: For<SetLimitCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decideSetLimit, { nowMs });
}
