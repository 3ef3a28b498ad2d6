import { describe, expect, it } from 'vitest';
import type { Account } from '../../../shared/domain/account/account.ts';
import type { AutoTopUp } from '../../../shared/domain/account/auto-top-up.ts';
import { thresholdsMax } from '../../../shared/domain/catalogue/plan.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { openProjection, project } from '../../../shared/domain/projections/projection.ts';
import type { Signal } from '../../../shared/domain/projections/signal.ts';
import { crossingsPerCycleMax } from '../../../shared/domain/projections/signals.ts';
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
} from '../../support/builders/decisions.ts';
import {
  catalogueOf,
  changeOf,
  context,
  credits,
  dayMs,
  debitOf,
  plan,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

const warning = plan({ credits: credits(150), lowBalanceThresholds: [credits(100), credits(20)] });
const larger = plan({ planId: 'large', credits: credits(1_050), lowBalanceThresholds: [credits(500)] });
const tiny = plan({ planId: 'tiny', credits: credits(10), lowBalanceThresholds: [credits(20)] });
const steep = plan({ planId: 'steep', credits: credits(150), lowBalanceThresholds: [5, 4, 3, 2, 1].map(credits) });
const plans = catalogueOf(warning, larger, tiny, steep);

/** Plays an account by hand, and keeps its ledger. */
function play(nowMs = startMs): {
  readonly entries: Entry[];
  spend(amount: number): void;
  add(amount: number): void;
  buy(packId: string): void;
  change(planId: string): void;
  topUp(autoTopUp?: AutoTopUp): void;
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

function kindsOf(signals: readonly Signal[]): readonly string[] {
  return signals.map((signal) =>
    signal.kind === 'balance-low' ? `low ${signal.threshold / 1e6} at ${signal.available / 1e6}` : signal.kind,
  );
}

describe('signals', () => {
  it('tell of a threshold when the balance goes below it, and again only after it came back', () => {
    const account = play();
    account.spend(55); // 95
    account.spend(55); // 40
    account.add(120); // 160
    account.spend(61); // 99
    account.add(2); // 101
    account.spend(2); // 99

    expect(kindsOf(account.signals())).toEqual(['low 100 at 95', 'low 100 at 99', 'low 100 at 99']);
  });

  it('tell of a threshold below it, not at it', () => {
    const account = play();
    account.spend(50); // 100
    expect(account.signals()).toEqual([]);
    account.spend(0.000001);
    expect(kindsOf(account.signals())).toEqual(['low 100 at 99.999999']);
  });

  it('tell of each threshold that one debit crosses, and of nothing for a thousand debits below', () => {
    const account = play();
    account.spend(131); // 19: both thresholds
    for (let debits = 0; debits < 1_000; debits += 1) account.spend(0.01);

    expect(kindsOf(account.signals())).toEqual(['low 100 at 19', 'low 20 at 19']);
  });

  it('tell of exhaustion once, and of the grant that ends it', () => {
    const account = play();
    account.spend(150);
    account.buy('burst-1000');

    expect(kindsOf(account.signals())).toEqual(['low 100 at 0', 'low 20 at 0', 'exhausted', 'restored']);
  });

  it('exhaust nobody at a boundary where credits expire and are renewed in one instant', () => {
    const account = play();
    account.spend(10);
    account.wait(31 * dayMs);

    expect(kindsOf(account.signals())).toEqual(['credits-expired', 'cycle-reset']);
    expect(account.signals()[1]).toMatchObject({ cycle: 1, granted: credits(150), available: credits(150) });
  });

  it('tell of exhaustion by somebody’s last debit, though it is renewed a millisecond later', () => {
    const account = play();
    account.wait(30 * dayMs - 1);
    account.spend(150);
    account.wait(1);

    expect(kindsOf(account.signals())).toEqual(['low 100 at 0', 'low 20 at 0', 'exhausted', 'cycle-reset', 'restored']);
  });

  it('exhaust nobody when standing usage takes the last credits at the boundary that renews them', () => {
    const [opening] = play().entries;
    if (opening === undefined) throw new Error('nothing opened the account');
    const endMs = startMs + 30 * dayMs;
    const { after } = opening;
    const nothing = { ...after, available: credits(0) };
    const automatic = { ...opening, caller: 'cycle', cycleStartMs: undefined, planId: undefined };
    const accrual = { ...automatic, type: 'accrual', seq: 2, atMs: endMs - 1, before: after.available, after: nothing };
    const renewal = { ...opening, caller: 'cycle', seq: 3, atMs: endMs, cycle: 1, before: credits(0), after };
    const { signals } = project(openProjection('acme'), [opening, accrual, renewal] as readonly Entry[], plans);

    expect(kindsOf(signals)).toEqual(['cycle-reset']);
  });

  it('tell an exhausted account of its restoration at the renewal', () => {
    const account = play();
    account.spend(150);
    account.wait(31 * dayMs);

    expect(kindsOf(account.signals()).slice(3)).toEqual(['cycle-reset', 'restored']);
  });

  it('tell of a threshold anew when a cycle begins below it', () => {
    const account = play();
    account.change('tiny');
    account.wait(65 * dayMs);

    expect(kindsOf(account.signals())).toEqual([
      ...['credits-expired', 'cycle-reset', 'plan-changed', 'low 20 at 10'],
      ...['credits-expired', 'cycle-reset', 'low 20 at 10'],
    ]);
  });

  it('follow the thresholds of the plan that rules at the time', () => {
    const account = play();
    account.change('large');
    account.spend(550.000001);

    const [change, low] = account.signals();
    expect(change).toMatchObject({ kind: 'plan-changed', from: 'team', to: 'large' });
    expect(low).toMatchObject({ kind: 'balance-low', threshold: credits(500) });
  });

  it('stop telling of a threshold around which a balance flaps, until the next cycle', () => {
    const account = play();
    account.spend(51);
    for (let flaps = 1; flaps < 2 * crossingsPerCycleMax; flaps += 1) {
      account.add(2);
      account.spend(2);
    }
    expect(account.signals()).toHaveLength(crossingsPerCycleMax);

    account.wait(31 * dayMs);
    account.spend(51);
    expect(kindsOf(account.signals()).at(-1)).toBe('low 100 at 99');
  });

  it('warn of an add-on that is about to expire, and tell when it has', () => {
    const account = play();
    account.buy('day-100');
    account.wait(2 * dayMs);

    const kinds = kindsOf(account.signals());
    expect(kinds).toEqual(['credits-expiring-soon', 'credits-expired']);
    expect(account.signals().at(-1)).toMatchObject({ source: 'add-on', credits: credits(100) });
  });

  it('ask for one top-up at a time, again after its purchase, and no more in a cycle than set', () => {
    const account = play();
    account.topUp({ packId: 'burst-100', threshold: credits(10), maxPerCycle: 2 });
    for (let rounds = 0; rounds < 3; rounds += 1) {
      const { after } = account.entries.at(-1) ?? {};
      account.spend((after?.available ?? 0) / 1e6 - 5);
      account.spend(1);
      account.spend(1);
      if (rounds < 2) account.buy('burst-100');
    }
    const news = account.signals().filter(({ kind }) => kind.startsWith('top-up'));
    expect(kindsOf(news)).toEqual(['top-up-wanted', 'top-up-wanted', 'top-up-capped']);
    expect(news[1]).toMatchObject({ packId: 'burst-100', count: 2 });

    account.wait(31 * dayMs);
    account.spend(145);
    expect(kindsOf(account.signals()).at(-1)).toBe('top-up-wanted');
  });

  it('are seven at most of the balance that a change leaves: five thresholds, exhaustion, a top-up', () => {
    const account = play();
    account.change('steep');
    account.topUp({ packId: 'burst-100', threshold: credits(10), maxPerCycle: 1 });
    account.spend(150);

    const told = account.signals().filter(({ seq }) => seq === account.entries.length);
    expect(told).toHaveLength(thresholdsMax + 2);
  });

  it('ask for a top-up below its threshold, not at it, and for none when the account closes', () => {
    const account = play();
    account.topUp({ packId: 'burst-100', threshold: credits(10), maxPerCycle: 5 });
    account.spend(140);
    expect(kindsOf(account.signals())).not.toContain('top-up-wanted');
    account.close();
    expect(kindsOf(account.signals())).not.toContain('top-up-wanted');
  });

  it('ask for a top-up at once where credits are low already, anew when it is set again, and never once it has ended', () => {
    const account = play();
    const autoTopUp = { packId: 'burst-100', threshold: credits(10), maxPerCycle: 5 };
    account.spend(145);
    account.topUp(autoTopUp);
    account.spend(1);
    account.topUp(autoTopUp);
    account.topUp();
    account.spend(1);

    const news = account.signals().filter(({ kind }) => kind.startsWith('top-up'));
    expect(news.map(({ id }) => id)).toEqual(['acme/3/top-up-wanted', 'acme/5/top-up-wanted']);
  });

  it('have ids that say account, entry, kind and threshold, all different', () => {
    const account = play();
    account.spend(150);
    account.wait(31 * dayMs);

    const ids = account.signals().map(({ id }) => id);
    expect(ids).toContain(`acme/2/balance-low/${credits(20)}`);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
