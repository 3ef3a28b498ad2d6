import { describe, expect, it } from 'vitest';
import { balanceOf, stateOf } from '../../../shared/domain/account/account.ts';
import type { SubscriptionStatus } from '../../../shared/domain/account/subscription.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { catalogueOf, credits, dayMs, plan, startMs } from '../../support/builders/fixtures.ts';
import { freePlans as plans, priced } from '../../support/builders/free-plans.ts';
import { play } from '../../support/builders/histories.ts';
import type { Command } from '../../support/builders/history-commands.ts';

const tell = (days: number, status: SubscriptionStatus = 'active'): Command => ({
  kind: 'tell',
  subscription: { subscriptionId: 'sub_1', status, paidUntilMs: startMs + days * dayMs },
});
const wait = (days: number): Command => ({ kind: 'wait', ms: days * dayMs });
const change = (planId: string, when: 'now' | 'next-cycle' = 'now'): Command => ({ kind: 'change-plan', planId, when });

function at(commands: readonly Command[], days: number) {
  const { account } = play(commands, plans);
  return advance(account, { nowMs: startMs + days * dayMs, plans, rateCards: [] }).account;
}

describe('what a subscription covers', () => {
  it('is everything on a plan that costs nothing: canceled and gone on there, nothing waits', () => {
    const ended: readonly Command[] = [tell(10), change('small', 'next-cycle'), wait(20), tell(10, 'canceled')];
    expect([stateOf(at(ended, 21)), balanceOf(at(ended, 21)).available]).toEqual(['suspended', 0]);

    const after = at(ended, 40);
    expect([stateOf(after), after.planId, balanceOf(after)]).toMatchObject([
      'active',
      'small',
      { available: credits(100) },
    ]);
    expect(after.subscription).not.toHaveProperty('coveredUntilMs');
    expect(stateOf(at(ended, 400))).toBe('active');
  });

  it('ends at the boundary where a plan begins that costs something, before it grants', () => {
    const paid = at([tell(10, 'canceled'), change('gift'), wait(5), change('team', 'next-cycle')], 29);
    expect([stateOf(paid), paid.planId]).toEqual(['active', 'gift']);
    const renewed = at([tell(10, 'canceled'), change('gift'), wait(5), change('team', 'next-cycle')], 40);
    expect([stateOf(renewed), renewed.isCycleUnpaid, balanceOf(renewed).available]).toEqual(['suspended', true, 0]);
  });

  it('opens a suspended account at once with a plan that costs nothing, and its credits', () => {
    const unpaid: readonly Command[] = [tell(10, 'unpaid'), wait(35)];
    expect(balanceOf(at(unpaid, 35.5)).available).toBe(0);
    const free = at([...unpaid, change('gift')], 35.5);
    expect([stateOf(free), balanceOf(free).available]).toEqual(['active', credits(9_000)]);
  });

  it('leaves what an upgrade grants waiting, and debts unpaid, where nobody pays for the new plan', () => {
    const commands: readonly Command[] = [
      change('gift'),
      tell(1, 'canceled'),
      { kind: 'purchase', packId: 'burst-100', payment: 1 },
      { kind: 'debit', amount: 9_050_000_000 },
      { kind: 'charge-back', payment: 1 },
      wait(2),
    ];
    const before = at(commands, 3);
    const larger = catalogueOf(
      ...[...plans.values()].flat(),
      plan({ planId: 'huge', credits: credits(90_000), price: priced(1) }),
    );
    const { account, entries } = play([...commands, change('huge')], larger);
    expect(entries.slice(-3).map(({ type }) => type)).toEqual(['subscription', 'suspension', 'plan-change']);
    const { available, waiting, debt } = balanceOf(account);
    expect([available, debt]).toEqual([0, balanceOf(before).debt]);
    expect(waiting).toBe((entries.at(-1)?.credits ?? 0) + balanceOf(before).available);
  });

  it('has the grace of the plan that the account changed to', () => {
    expect(at([tell(10), change('large')], 12).subscription?.coveredUntilMs).toBe(startMs + 17 * dayMs);
    expect(stateOf(at([tell(10), change('large')], 16.9))).toBe('active');
    expect(stateOf(at([tell(10), change('large')], 17))).toBe('suspended');
    // Down again with the next cycle: three days, as it says nothing else.
    const back = [tell(40), change('large'), wait(1), change('team', 'next-cycle')];
    expect(at(back, 35).subscription?.coveredUntilMs).toBe(startMs + 43 * dayMs);
  });

  it('goes on byte for byte where the plan stays as it was', () => {
    const { entries } = play([tell(100), wait(40), { kind: 'debit', amount: 1 }], plans);
    expect(entries.filter(({ type }) => type === 'subscription').length).toBe(1);
  });
});
