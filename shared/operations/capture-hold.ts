import { type CapturedCost, decideCapture } from '../domain/capture-hold.ts';
import { onAccount, type Request } from '../domain/decision.ts';
import type { Entry } from '../domain/entry.ts';
import type { Invalid, Outcome } from '../domain/outcome.ts';
import type { CreditStore } from '../storage/store.ts';
import type { HeldCharge } from './charge.ts';
import { entryOutcome } from './entry-outcome.ts';
import { costOf } from './price-usage.ts';

export interface Capture extends Request {
  readonly accountId: string;
  readonly holdId: string;
  readonly charge: HeldCharge;
  readonly isLateAllowed: boolean;
}

export async function captureHold(
  store: CreditStore,
  { charge, accountId, ...rest }: Capture,
  nowMs: number,
): Promise<Outcome<Entry>> {
  const priced = await capturedCost(store, charge, nowMs);
  if (priced.kind === 'invalid') return priced;
  const { holdId, idempotencyKey, fingerprint } = rest;
  const decide = onAccount(decideCapture, { ...rest, cost: priced.cost });
  return entryOutcome(await store.change({ accountId, idempotencyKey, fingerprint, nowMs, holdId, decide }));
}

async function capturedCost(
  store: CreditStore,
  charge: HeldCharge,
  nowMs: number,
): Promise<{ readonly kind: 'cost'; readonly cost: CapturedCost } | Invalid> {
  return 'usage' in charge
    ? costOf(store, charge.usage, nowMs)
    : { kind: 'cost', cost: { kind: 'priced', credits: charge.credits } };
}
