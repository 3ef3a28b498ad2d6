import type { Request } from '../domain/decisions/decision.ts';
import type { Outcome } from '../domain/decisions/outcome.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { CreditStore } from '../storage/store.ts';
import { setAutoTopUp } from './set-auto-top-up.ts';

export function endAutoTopUp(
  store: CreditStore,
  command: Request & { readonly accountId: string },
  nowMs: number,
): Promise<Outcome<Entry>> {
  return setAutoTopUp(store, { ...command, autoTopUp: undefined }, nowMs);
}
