/** R35: plan credits go on while somebody pays for them, wait otherwise, and are granted once a cycle. */
import { describe, expect, it } from 'vitest';
import { type Account, balanceOf, stateOf } from '../../../shared/domain/account/account.ts';
import { covering, type Subscription, type SubscriptionStatus } from '../../../shared/domain/account/subscription.ts';
import { advance, dueAtMs } from '../../../shared/domain/transitions/advance.ts';
import { dayMs, startMs } from '../../support/builders/fixtures.ts';
import { historyPlans, play } from '../../support/builders/histories.ts';
import type { Command } from '../../support/builders/history-commands.ts';

const tell = (
  paidUntilMs: number,
  status: SubscriptionStatus = 'active',
  more: Partial<Subscription> = {},
): Command => ({
  kind: 'tell',
  subscription: { subscriptionId: 'sub_1', status, paidUntilMs, ...more },
});
const wait = (ms: number): Command => ({ kind: 'wait', ms });
/** The account as of so many days after its opening. */
const at = (account: Account, days: number): Account =>
  advance(account, { nowMs: startMs + days * dayMs, plans: historyPlans, rateCards: [] }).account;

describe('coverage', () => {
  it.each([
    ['trialing', {}, 13],
    ['active', {}, 13],
    ['past_due', {}, 13],
    ['incomplete', {}, 10],
    ['unpaid', {}, 10],
    ['paused', { endsAtMs: startMs + 4 * dayMs }, 4],
    ['canceled', { endsAtMs: startMs + 4 * dayMs }, 4],
    ['canceled', { endsAtMs: startMs + 40 * dayMs }, 10],
    ['canceled', {}, 10],
  ] as const)('of %s %j ends after %i days, of which ten are paid', (status, more, days) => {
    const paid = { subscriptionId: 'sub_1', paidUntilMs: startMs + 10 * dayMs, ...more };
    expect(covering({ ...paid, status }, {}).coveredUntilMs).toBe(startMs + days * dayMs);
    const zero = covering({ ...paid, status }, { graceDays: 0 });
    expect(zero.coveredUntilMs).toBe(startMs + Math.min(days, 10) * dayMs);
  });

  it('ends by the clock: what is left waits, packs go on, and a payment brings it back at once', () => {
    const { account } = play([
      tell(startMs + 10 * dayMs),
      { kind: 'purchase', packId: 'burst-100', payment: 1 },
      { kind: 'debit', amount: 100_000_000 },
    ]);
    const before = balanceOf(at(account, 12.9));
    const suspended = at(account, 13);
    expect(stateOf(at(account, 12.9))).toBe('active');
    expect([stateOf(suspended), suspended.suspendedSinceMs]).toEqual(['suspended', startMs + 13 * dayMs]);
    const { available, waiting = 0 } = balanceOf(suspended);
    expect([waiting > 0, available + waiting]).toEqual([true, before.available]);
    expect(available).toBe(suspended.grants.find(({ source }) => source === 'add-on')?.granted);

    const paid = play([tell(startMs + 10 * dayMs), wait(15 * dayMs), tell(startMs + 40 * dayMs)]);
    const resumed = at(paid.account, 15.1);
    expect(stateOf(resumed)).toBe('active');
    expect(balanceOf(resumed)).toEqual(balanceOf(at(play([]).account, 15.1)));
    expect(dueAtMs(resumed)).toBeGreaterThan(startMs + 15.1 * dayMs);
  });

  it('lost over a boundary opens the cycle without credits; paid late, it has them whole, once', () => {
    const unpaid = play([tell(startMs + 10 * dayMs), wait(35 * dayMs)]).account;
    const opened = at(unpaid, 36);
    expect([opened.cycle.index, opened.isCycleUnpaid, balanceOf(opened).available, opened.allotment]).toEqual([
      1,
      true,
      0,
      0,
    ]);
    const { account, entries } = play([
      tell(startMs + 10 * dayMs),
      wait(35 * dayMs),
      tell(startMs + 60 * dayMs),
      wait(dayMs),
    ]);
    const late = at(account, 37);
    expect(balanceOf(late).available).toBe(play([]).account.allotment);
    expect(late.isCycleUnpaid).toBeUndefined();
    expect(at(late, 59).isCycleUnpaid).toBeUndefined();
    expect(entries.filter(({ isUnpaid }) => isUnpaid).length).toBeLessThanOrEqual(1);
  });

  it('leaves holds what they set aside, and what comes back of it waits', () => {
    const commands: readonly Command[] = [
      tell(startMs + 10 * dayMs, 'unpaid'),
      { kind: 'authorize', amount: 100_000_000, lifeMs: 20 * dayMs, completes: false },
      wait(11 * dayMs),
    ];
    const { account } = play([...commands, { kind: 'capture', hold: 0, amount: 40_000_000 }]);
    expect(balanceOf(at(account, 11.5)).available).toBe(0);
    const released = play([...commands, { kind: 'release', hold: 0 }]);
    const { available, held, waiting } = balanceOf(at(released.account, 11.5));
    expect([available, held, waiting]).toEqual([0, 0, play([]).account.allotment]);
  });

  it('lost, an upgrade clears no debt with credits that nobody has paid for', () => {
    const { account, entries } = play([
      { kind: 'purchase', packId: 'burst-100', payment: 1 },
      tell(startMs + 10 * dayMs, 'unpaid'),
      { kind: 'debit', amount: 1_050_000_000 },
      { kind: 'charge-back', payment: 1 },
      wait(11 * dayMs),
      { kind: 'change-plan', planId: 'large', when: 'now' },
    ]);
    const owed = entries.find(({ type }) => type === 'chargeback')?.after.debt ?? 0;
    expect(owed).toBeGreaterThan(0);
    const { available, waiting = 0, debt } = balanceOf(account);
    expect([available, waiting, debt]).toEqual([0, entries.at(-1)?.credits, owed]);
  });

  it('is nothing to an account of which no subscription was told', () => {
    const { account } = play([wait(40 * dayMs), { kind: 'debit', amount: 1 }]);
    expect([account.subscription, account.suspendedSinceMs, balanceOf(account).waiting]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(account.cycle.index).toBe(1);
  });
});
