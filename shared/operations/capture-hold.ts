import { type CapturedCost, decideCapture } from '../domain/decisions/capture-hold.ts';
import type { Request } from '../domain/decisions/decision.ts';
import type { Invalid, Outcome } from '../domain/decisions/outcome.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry } from './charging/change-by-entry.ts';
import type { HeldCharge } from './charging/charge.ts';
import { costOf } from './charging/price-usage.ts';

export interface Capture extends Request {
  readonly accountId: string;
  readonly holdId: string;
  readonly charge: HeldCharge;
  readonly isLateAllowed: boolean;
}

export async function captureHold(
  store: CreditStore,
  { charge, ...rest }: Capture,
  nowMs: number,
): Promise<Outcome<Entry>> {
  const priced = await capturedCost(store, charge, nowMs);
  if (priced.kind === 'invalid') return priced;
  const { holdId } = rest;
  return changeByEntry(store, { ...rest, cost: priced.cost }, decideCapture, { nowMs, holdId });
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
