import type { Microcredits } from '../domain/amount.ts';
import { decideDebit } from '../domain/debit.ts';
import { onAccount, type Request } from '../domain/decision.ts';
import type { Dimensions, Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Category, Usage } from '../domain/rate-card.ts';
import type { CreditStore } from '../storage/store.ts';
import { entryOutcome } from './entry-outcome.ts';
import { costOf } from './price-usage.ts';

/** By an amount, or by usage that the rate card prices. */
export interface Debit extends Request {
  readonly accountId: string;
  readonly charge:
    | { readonly credits: Microcredits; readonly category: Category }
    | { readonly usage: readonly Usage[] };
  readonly dimensions?: Dimensions;
  readonly occurredAtMs?: number;
}

export async function debitCredits(store: CreditStore, debit: Debit, nowMs: number): Promise<Outcome<Entry>> {
  const { accountId, charge, ...rest } = debit;
  const priced =
    'usage' in charge
      ? await costOf(store, charge.usage, nowMs)
      : ({ kind: 'cost', cost: { kind: 'priced', ...charge } } as const);
  if (priced.kind === 'invalid') return priced;
  const command = { ...rest, cost: priced.cost };
  const { idempotencyKey, fingerprint } = debit;
  return entryOutcome(
    await store.change({ accountId, idempotencyKey, fingerprint, nowMs, decide: onAccount(decideDebit, command) }),
  );
}
