import { type Capture, type CapturedCost, capture } from '../domain/decisions/capture-hold.ts';
import type { Invalid, Outcome } from '../domain/decisions/outcome.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { changeBy, type For } from './charging/change-by.ts';
import type { HeldCharge } from './charging/charge.ts';
import { costOfWork } from './charging/price-usage.ts';

/** Work that its hold is to pay for. */
export type HeldWork = For<Omit<Capture, 'cost'>> & { readonly charge: HeldCharge };

const settle = changeBy(capture, (command) => ({ kind: 'capture', command }));

export async function captureHold(
  store: AccountStore,
  { charge, ...rest }: HeldWork,
  nowMs: number,
): Promise<Outcome<Entry>> {
  const priced = await capturedCost(store, rest, charge, nowMs);
  if (priced.kind === 'invalid') return priced;
  return settle(store, { ...rest, cost: priced.cost }, nowMs);
}

async function capturedCost(
  store: AccountStore,
  work: Pick<HeldWork, 'accountId' | 'holdId'>,
  charge: HeldCharge,
  nowMs: number,
): Promise<{ readonly kind: 'cost'; readonly cost: CapturedCost } | Invalid> {
  return 'usage' in charge
    ? costOfWork(store, work, charge.usage, nowMs)
    : { kind: 'cost', cost: { kind: 'priced', credits: charge.credits } };
}
