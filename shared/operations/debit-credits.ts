import { type Debit, debit } from '../domain/decisions/debit-credits.ts';
import type { Outcome } from '../domain/decisions/outcome.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { changeBy, type For } from './charging/change-by.ts';
import { type Charge, costOfCharge } from './charging/charge.ts';

/** By an amount, or by usage that the rate card prices. */
export type Use = For<Omit<Debit, 'cost' | 'lateFor'>> & { readonly charge: Charge };

const charge = changeBy(debit, (command) => ({ kind: 'debit', command }));

export async function debitCredits(store: AccountStore, use: Use, nowMs: number): Promise<Outcome<Entry>> {
  const { charge: named, ...rest } = use;
  const priced = await costOfCharge(store, named, nowMs, use);
  if (priced.kind === 'invalid') return priced;
  return charge(store, { ...rest, cost: priced.cost }, nowMs);
}
