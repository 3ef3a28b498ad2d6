import type { Entry } from '../domain/entry.ts';
import { decideEnd, type EndCommand } from '../domain/keep-usage.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './change-by-entry.ts';

export async function endStandingUsage(
  store: CreditStore,
  command: For<EndCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decideEnd, { nowMs });
}
