import type { Outcome } from '../domain/decisions/outcome.ts';
import { decideRelease, type ReleaseCommand } from '../domain/decisions/release-hold.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './charging/change-by-entry.ts';

export async function releaseHold(
  store: CreditStore,
  command: For<ReleaseCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decideRelease, { nowMs, holdId: command.holdId });
}
