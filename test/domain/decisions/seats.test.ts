/** R31: seats of a plan that is sold by them, whose number is a part of the plan. */
import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import { viewAtOpening } from '../../../shared/domain/decisions/open-account.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { decideOpen } from '../../support/builders/decisions.ts';
import {
  catalogueOf,
  changeOf,
  credits,
  dayMs,
  plan,
  renewsAtMs,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';
import { ask, cycleMs, opened, plans } from '../../support/builders/seats.ts';

describe('an account with seats', () => {
  it('is opened with the plan’s credits for each of them, and says so again from its entry', () => {
    const { account, entry } = opened('team', 5);
    expect(balanceOf(account).available).toBe(credits(500));
    expect(entry).toMatchObject({ credits: credits(500), seats: 5 });
    expect(viewAtOpening(entry)).toMatchObject({ seats: 5, available: credits(500) });
    expect(opened().entry).not.toHaveProperty('seats');
  });

  it('is not opened on a plan that is not sold by the seat, nor changed to one', () => {
    const command = { ...requestNamed('open'), accountId: 'acme', planId: 'flat', seats: 2 };
    const refused = { kind: 'refused', refusal: { reason: 'plan-not-by-seat' } };
    expect(decideOpen(undefined, command, { nowMs: startMs, plans })).toEqual(refused);
    expect(ask(opened('team', 5).account, { planId: 'flat', seats: 5 }, 0)).toEqual(refused);
  });

  it('gets what more seats are worth for the rest of the cycle, at once', () => {
    const { account, entry } = changeOf(ask(opened('team', 5).account, { seats: 8 }, cycleMs / 3));
    expect(entry).toMatchObject({ type: 'plan-change', planId: 'team', seats: 8, credits: credits(200) });
    expect(account).toMatchObject({ seats: 8, allotment: credits(800) });
    expect(balanceOf(account).available).toBe(credits(700));
  });

  it('loses fewer seats at the boundary, and keeps them all until then', () => {
    const before = opened('team', 5).account;
    const { account, entry } = changeOf(ask(before, { seats: 1 }, dayMs));
    expect(entry).toMatchObject({ credits: 0, effectiveMs: renewsAtMs });
    expect(account).toMatchObject({ seats: 5, nextPlanId: 'team', nextSeats: 1 });
    expect(ask(before, { seats: 2, when: 'now' }, dayMs)).toMatchObject({ refusal: { reason: 'plan-change-not-now' } });
    const { account: renewed } = advance(account, { nowMs: renewsAtMs, plans, rateCards: [] });
    expect(renewed).not.toHaveProperty('seats');
    expect(renewed).not.toHaveProperty('nextSeats');
    expect(balanceOf(renewed).available).toBe(credits(100));
  });

  it('keeps its seats on another plan by the seat, and has one on any other', () => {
    const office = changeOf(ask(opened('team', 5).account, { planId: 'office' }, 0));
    expect(office.entry).toMatchObject({ seats: 5, credits: credits(250) });
    const flat = changeOf(ask(opened('team', 2).account, { planId: 'flat' }, 0));
    expect(flat.account).not.toHaveProperty('seats');
    expect(flat.entry).not.toHaveProperty('seats');
  });

  it('drops a change that waits when its present plan and seats are asked for', () => {
    const waiting = changeOf(ask(opened('team', 5).account, { seats: 2 }, 0)).account;
    const stays = changeOf(ask(waiting, {}, 0));
    expect(stays.account).not.toHaveProperty('nextPlanId');
    expect(stays.account).not.toHaveProperty('nextSeats');
    expect(stays.entry).toMatchObject({ seats: 5, credits: 0 });
  });

  it('renews by the version of its plan that rules then, its seats counting once where that isn’t sold by them', () => {
    const flatLater = catalogueOf(
      plan({ planId: 'team', credits: credits(100), isPerSeat: true }),
      plan({ planId: 'team', credits: credits(900), version: '2', effectiveFromMs: startMs + dayMs }),
    );
    const { account } = advance(opened('team', 5).account, { nowMs: renewsAtMs, plans: flatLater, rateCards: [] });
    expect(account.seats).toBe(5);
    expect(balanceOf(account).available).toBe(credits(900));
  });
});
