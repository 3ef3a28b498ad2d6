/** R35: cycles come to begin with the periods of the subscription that pays for them. */
import { describe, expect, it } from 'vitest';
import { type Account, balanceOf } from '../../../shared/domain/account/account.ts';
import type { SubscriptionStatus } from '../../../shared/domain/account/subscription.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { credits, startMs } from '../../support/builders/fixtures.ts';
import { historyPlans as plans, play } from '../../support/builders/histories.ts';
import type { Command } from '../../support/builders/history-commands.ts';

/** Accounts open on 1 November 2026, and renew on the first. */
const on = (date: string): number => Date.parse(date.length === 10 ? `${date}T00:00:00.000Z` : date);
const tell = (anchor: string, status: SubscriptionStatus = 'active'): Command => ({
  kind: 'tell',
  subscription: { subscriptionId: 'sub_1', status, paidUntilMs: on('2028-01-01'), anchorMs: on(anchor) },
});
const until = (date: string, from = startMs): Command => ({ kind: 'wait', ms: on(date) - from });

function at(commands: readonly Command[], date: string): Account {
  return advance(play(commands).account, { nowMs: on(date), plans, rateCards: [] }).account;
}
const spanOf = ({ cycle }: Account): readonly string[] => [
  new Date(cycle.startMs).toISOString(),
  new Date(cycle.endMs).toISOString(),
];

describe('cycles', () => {
  it('follow the subscription from the next boundary on, with a part of the plan’s credits for the part of a cycle between', () => {
    const commands = [tell('2026-11-10')];
    expect(spanOf(at(commands, '2026-11-20'))[1]).toBe('2026-12-01T00:00:00.000Z');

    const between = at(commands, '2026-12-02');
    expect(spanOf(between)).toEqual(['2026-12-01T00:00:00.000Z', '2026-12-10T00:00:00.000Z']);
    // Nine days of the thirty from 10 November on.
    expect(balanceOf(between).available).toBe(credits(300));

    const after = at(commands, '2026-12-11');
    expect(spanOf(after)).toEqual(['2026-12-10T00:00:00.000Z', '2027-01-10T00:00:00.000Z']);
    expect([balanceOf(after).available, after.cycle.index]).toEqual([credits(1_000), 2]);
    expect(spanOf(at(commands, '2027-02-11'))[0]).toBe('2027-02-10T00:00:00.000Z');
  });

  it('between have the same part of an upgrade, whose whole is the plan’s', () => {
    const upgrade: Command = { kind: 'change-plan', planId: 'large', when: 'now' };
    // Each command takes a millisecond.
    const commands = [tell('2026-11-10'), until('2026-12-05T12:00:00.000Z', startMs + 2), upgrade];
    // 6,000 more, for four and a half days of thirty.
    expect(balanceOf(at(commands, '2026-12-06')).available).toBe(credits(300 + 900));
    expect(balanceOf(at(commands, '2026-12-11')).available).toBe(credits(7_000));
    const downAndUp: readonly Command[] = [
      ...commands,
      { kind: 'change-plan', planId: 'team', when: 'next-cycle' },
      upgrade,
    ];
    expect(balanceOf(at(downAndUp, '2026-12-06')).available).toBe(credits(300 + 900));
  });

  it.each([
    ['2026-11-01T00:00:07.000Z', '2026-12-01T00:00:00.000Z', '2027-01-01T00:00:07.000Z'],
    ['2026-10-31T23:59:55.000Z', '2026-12-01T00:00:00.000Z', '2026-12-31T23:59:55.000Z'],
    ['2026-10-01T23:00:00.000Z', '2026-12-01T00:00:00.000Z', '2027-01-01T23:00:00.000Z'],
  ])('that begin within a day of %s are whole', (anchor, from, to) => {
    const account = at([tell(anchor)], '2026-12-05');
    expect(spanOf(account)).toEqual([from, to]);
    expect(balanceOf(account).available).toBe(credits(1_000));
  });

  it('keep the anchor’s day past months that are shorter, however long ago it was', () => {
    const commands = [tell('2026-01-31')];
    expect(spanOf(at(commands, '2026-12-15'))).toEqual(['2026-12-01T00:00:00.000Z', '2026-12-31T00:00:00.000Z']);
    expect(spanOf(at(commands, '2027-02-10'))).toEqual(['2027-01-31T00:00:00.000Z', '2027-02-28T00:00:00.000Z']);
    expect(spanOf(at(commands, '2027-03-10'))).toEqual(['2027-02-28T00:00:00.000Z', '2027-03-31T00:00:00.000Z']);
  });

  it('stay as they are where the subscription begins with them, was canceled, or says nothing', () => {
    const own = at([tell('2025-05-01')], '2027-01-15');
    expect([spanOf(own)[0], own.schedule]).toEqual(['2027-01-01T00:00:00.000Z', at([], '2027-01-15').schedule]);
    expect(spanOf(at([tell('2026-11-10', 'canceled')], '2026-12-05'))[1]).toBe('2027-01-01T00:00:00.000Z');
  });

  it('that nobody paid for get the part that they are, once somebody does', () => {
    const unpaid: Command = {
      kind: 'tell',
      subscription: {
        ...{ subscriptionId: 'sub_1', status: 'unpaid', paidUntilMs: on('2026-11-05') },
        anchorMs: on('2026-11-10'),
      },
    };
    const commands = [unpaid, until('2026-12-04')];
    expect(balanceOf(at(commands, '2026-12-05'))).toMatchObject({ available: 0 });
    const paid = at([...commands, tell('2026-11-10')], '2026-12-05');
    expect([balanceOf(paid).available, paid.allotment]).toEqual([credits(300), credits(1_000)]);
  });
});
