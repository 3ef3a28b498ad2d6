import type { Dimensions } from '../domain/catalogue/rate-card.ts';
import { decideDebit } from '../domain/decisions/debit-credits.ts';
import type { Request } from '../domain/decisions/decision.ts';
import type { Outcome } from '../domain/decisions/outcome.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry } from './charging/change-by-entry.ts';
import { type Charge, costOfCharge } from './charging/charge.ts';

/** By an amount, or by usage that the rate card prices. */
export interface Debit extends Request {
  readonly accountId: string;
  readonly charge: Charge;
  readonly dimensions?: Dimensions;
  readonly occurredAtMs?: number;
}

export async function debitCredits(store: CreditStore, debit: Debit, nowMs: number): Promise<Outcome<Entry>> {
  const { charge, ...rest } = debit;
  const priced = await costOfCharge(store, charge, nowMs);
  if (priced.kind === 'invalid') return priced;
  return changeByEntry(store, { ...rest, cost: priced.cost }, decideDebit, { nowMs });
}
