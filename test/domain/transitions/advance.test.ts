import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import { advance, dueAtMs } from '../../../shared/domain/transitions/advance.ts';
import { decideDebit, decidePurchase } from '../../support/builders/decisions.ts';
import {
  catalogueOf,
  changeOf,
  context,
  credits,
  dayMs,
  debitOf,
  openedAccount,
  plan,
  plans,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

const boundaryMs = Date.parse('2026-12-01T00:00:00.000Z');

describe('the lazy transition', () => {
  it('at the boundary instant, not a millisecond before, expires what is left and grants anew', () => {
    const { account } = changeOf(decideDebit(openedAccount(), debitOf(400), context()));
    expect(advance(account, { nowMs: boundaryMs - 1, plans, rateCards: [] }).entries).toEqual([]);
    const { account: renewed, entries } = advance(account, { nowMs: boundaryMs, plans, rateCards: [] });
    expect(entries.map(({ type, atMs, credits: amount, cycle }) => ({ type, atMs, amount, cycle }))).toEqual([
      { type: 'expiry', atMs: boundaryMs, amount: credits(600), cycle: 0 },
      { type: 'grant', atMs: boundaryMs, amount: credits(1_000), cycle: 1 },
    ]);
    expect(balanceOf(renewed).available).toBe(credits(1_000));
  });

  it('done again at the same instant changes nothing', () => {
    const once = advance(openedAccount(), { nowMs: boundaryMs + 5, plans, rateCards: [] });
    expect(advance(once.account, { nowMs: boundaryMs + 5, plans, rateCards: [] })).toEqual({
      account: once.account,
      entries: [],
      isCurrent: true,
    });
  });

  it('over several missed cycles is the same as one at a time', () => {
    const nowMs = Date.parse('2027-03-15T00:00:00.000Z');
    const atOnce = advance(openedAccount(), { nowMs, plans, rateCards: [] });
    let account = openedAccount();
    for (let atMs = startMs; atMs <= nowMs; atMs += dayMs)
      account = advance(account, { nowMs: atMs, plans, rateCards: [] }).account;
    expect(atOnce.account).toEqual(account);
    expect(atOnce.account.cycle.index).toBe(4);
  });

  it('gives notice of an add-on that is about to end, and expires it at its own instant', () => {
    const day = { ...requestNamed('buy'), packId: 'day-100', paymentId: 'pi_1' };
    const { account } = changeOf(decidePurchase(openedAccount(), day, context()));
    const noticeMs = startMs + (dayMs * 3) / 4;
    expect(dueAtMs(account)).toBe(noticeMs);
    const { entries } = advance(account, { nowMs: startMs + dayMs, plans, rateCards: [] });
    expect(entries).toMatchObject([
      { type: 'notice', atMs: noticeMs, slices: [{ grantId: 'add-on-2', credits: credits(100) }] },
      { type: 'expiry', atMs: startMs + dayMs, slices: [{ grantId: 'add-on-2', credits: credits(100) }] },
    ]);
  });

  it('uses the plan version that rules at the boundary, its cadence too', () => {
    const versions = catalogueOf(
      plan(),
      plan({ version: 'weekly', effectiveFromMs: startMs + 1, credits: credits(70), cadence: 'week' }),
    );
    const { account, entries } = advance(openedAccount(startMs, versions), {
      nowMs: boundaryMs + 8 * dayMs,
      plans: versions,
      rateCards: [],
    });
    expect(
      entries.filter(({ type }) => type === 'grant').map(({ atMs, credits: amount, cycle }) => [atMs, amount, cycle]),
    ).toEqual([
      [boundaryMs, credits(70), 1],
      [boundaryMs + 7 * dayMs, credits(70), 2],
    ]);
    expect(account.cycle).toEqual({ index: 2, startMs: boundaryMs + 7 * dayMs, endMs: boundaryMs + 14 * dayMs });
  });

  it('ends exhaustion by the renewal’s own entry', () => {
    const { account } = changeOf(decideDebit(openedAccount(), debitOf(1_000), context()));
    expect(account.exhaustedSinceMs).toBe(startMs);
    expect(advance(account, { nowMs: boundaryMs, plans, rateCards: [] }).account.exhaustedSinceMs).toBeUndefined();
  });

  it('stops at its bound and says so, to go on from there', () => {
    const nowMs = startMs + 3 * 365 * dayMs;
    const whole = advance(openedAccount(), { nowMs, plans, rateCards: [] });
    let account = openedAccount();
    let steps = 0;
    for (let isCurrent = false; !isCurrent; steps += 1) {
      const step = advance(account, { nowMs, plans, rateCards: [] }, 10);
      account = step.account;
      isCurrent = step.isCurrent;
    }
    expect(account).toEqual(whole.account);
    expect(steps).toBeGreaterThan(5);
  });
});
