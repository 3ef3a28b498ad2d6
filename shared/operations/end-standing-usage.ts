import { decideEnd, type EndCommand } from '../domain/decisions/keep-standing-usage.ts';
import type { Outcome } from '../domain/decisions/outcome.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './charging/change-by-entry.ts';

export async function endStandingUsage(
  store: CreditStore,
  command: For<EndCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decideEnd, { nowMs });
}
