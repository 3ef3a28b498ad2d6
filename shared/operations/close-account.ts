import { type CloseCommand, decideClose } from '../domain/close-account.ts';
import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './change-by-entry.ts';

export async function closeAccount(
  store: CreditStore,
  command: For<CloseCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decideClose, { nowMs });
}
