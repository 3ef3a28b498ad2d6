import { type CloseCommand, decideClose } from '../domain/decisions/close-account.ts';
import type { Outcome } from '../domain/decisions/outcome.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './charging/change-by-entry.ts';

export async function closeAccount(
  store: CreditStore,
  command: For<CloseCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decideClose, { nowMs });
}
