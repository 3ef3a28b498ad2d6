import { type AdjustmentCommand, decideAdjustment } from '../domain/decisions/adjust-credits.ts';
import type { Outcome } from '../domain/decisions/outcome.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './charging/change-by-entry.ts';

export async function adjustCredits(
  store: CreditStore,
  command: For<AdjustmentCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decideAdjustment, { nowMs });
}
