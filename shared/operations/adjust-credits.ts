import { type AdjustmentCommand, decideAdjustment } from '../domain/adjustment.ts';
import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './change-by-entry.ts';

export async function adjustCredits(
  store: CreditStore,
  command: For<AdjustmentCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decideAdjustment, { nowMs });
}
