import { type AuthorizeCommand, decideAuthorize } from '../domain/authorize-hold.ts';
import { onAccount } from '../domain/decision.ts';
import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { CreditStore } from '../storage/store.ts';
import { type Charge, costOfCharge } from './charge.ts';
import { entryOutcome } from './entry-outcome.ts';

export type Authorization = Omit<AuthorizeCommand, 'cost'> & { readonly accountId: string; readonly charge: Charge };

export async function authorizeHold(
  store: CreditStore,
  { charge, accountId, ...rest }: Authorization,
  nowMs: number,
): Promise<Outcome<Entry>> {
  const priced = await costOfCharge(store, charge, nowMs);
  if (priced.kind === 'invalid') return priced;
  const { idempotencyKey, fingerprint } = rest;
  const decide = onAccount(decideAuthorize, { ...rest, cost: priced.cost });
  return entryOutcome(await store.change({ accountId, idempotencyKey, fingerprint, nowMs, decide }));
}
