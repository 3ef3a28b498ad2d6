/** An account whose changes answer the signals that they lead to. */
import type { Account } from '../../../shared/domain/account/account.ts';
import type { AutoTopUp } from '../../../shared/domain/account/auto-top-up.ts';
import type { SubscriptionStatus } from '../../../shared/domain/account/subscription.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { openProjection, project } from '../../../shared/domain/projections/projection.ts';
import type { Signal } from '../../../shared/domain/projections/signal.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import {
  decideAdjustment,
  decideClose,
  decideDebit,
  decideEndAutoTopUp,
  decideOpen,
  decidePlanChange,
  decidePurchase,
  decideSetAutoTopUp,
  decideTelling,
} from './decisions.ts';
import { catalogueOf, changeOf, context, credits, debitOf, plan, requestNamed, startMs } from './fixtures.ts';

const warning = plan({ credits: credits(150), lowBalanceThresholds: [credits(100), credits(20)] });
const larger = plan({ planId: 'large', credits: credits(1_050), lowBalanceThresholds: [credits(500)] });
const tiny = plan({ planId: 'tiny', credits: credits(10), lowBalanceThresholds: [credits(20)] });
const steep = plan({ planId: 'steep', credits: credits(150), lowBalanceThresholds: [5, 4, 3, 2, 1].map(credits) });
export const plans = catalogueOf(warning, larger, tiny, steep);

/** Plays an account by hand, and keeps its ledger. */
export function play(nowMs = startMs): {
  readonly entries: Entry[];
  spend(amount: number): void;
  add(amount: number): void;
  buy(packId: string): void;
  change(planId: string): void;
  topUp(autoTopUp?: AutoTopUp): void;
  tell(status: SubscriptionStatus, paidUntilMs: number): void;
  close(): void;
  wait(ms: number): void;
  signals(): readonly Signal[];
} {
  const open = { ...requestNamed('open'), accountId: 'acme', planId: 'team', anchorMs: startMs };
  const opening = changeOf(decideOpen(undefined, open, { nowMs, plans }));
  let account: Account = opening.account;
  let atMs = nowMs;
  const entries: Entry[] = [opening.entry];
  const follow = (
    decide: (current: Account, now: ReturnType<typeof context>) => ReturnType<typeof decideDebit>,
  ): void => {
    const current = advance(account, { nowMs: atMs, plans, rateCards: [] });
    const decision = changeOf(decide(current.account, context(atMs, { plans })));
    account = decision.account;
    entries.push(...current.entries, decision.entry);
  };
  return {
    entries,
    spend: (amount) => follow((current, now) => decideDebit(current, debitOf(amount, `${entries.length}`), now)),
    add: (amount) =>
      follow((current, now) =>
        decideAdjustment(
          current,
          { ...requestNamed(`${entries.length}`), credits: credits(amount), direction: 'add', reason: 'r', actor: 'a' },
          now,
        ),
      ),
    buy: (packId) =>
      follow((current, now) =>
        decidePurchase(
          current,
          { ...requestNamed(`${entries.length}`), packId, paymentId: `pi_${entries.length}` },
          now,
        ),
      ),
    change: (planId) =>
      follow((current, now) => decidePlanChange(current, { ...requestNamed(`${entries.length}`), planId }, now)),
    topUp: (autoTopUp) =>
      follow((current, now) => {
        const asks = requestNamed(`${entries.length}`);
        return autoTopUp === undefined
          ? decideEndAutoTopUp(current, asks, now)
          : decideSetAutoTopUp(current, { ...asks, autoTopUp }, now);
      }),
    tell: (status, paidUntilMs) =>
      follow((current, now) => {
        const subscription = { subscriptionId: 'sub_1', status, paidUntilMs };
        return decideTelling(current, { ...requestNamed(`${entries.length}`), subscription }, now);
      }),
    close: () => follow((current, now) => decideClose(current, requestNamed('close'), now)),
    wait: (ms) => {
      atMs += ms;
      const current = advance(account, { nowMs: atMs, plans, rateCards: [] });
      account = current.account;
      entries.push(...current.entries);
    },
    signals: () => project(openProjection('acme'), entries, plans).signals,
  };
}

export function kindsOf(signals: readonly Signal[]): readonly string[] {
  return signals.map((signal) =>
    signal.kind === 'balance-low' ? `low ${signal.threshold / 1e6} at ${signal.available / 1e6}` : signal.kind,
  );
}
