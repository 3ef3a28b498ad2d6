import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import { decideRelease, type ReleaseCommand } from '../domain/release-hold.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './change-by-entry.ts';

export async function releaseHold(
  store: CreditStore,
  command: For<ReleaseCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decideRelease, { nowMs, holdId: command.holdId });
}
