import { describe, expect, it } from 'vitest';
import { type Account, balanceOf } from '../../../shared/domain/account/account.ts';
import { type ExhaustionPolicy, type Hold, noDueHolds } from '../../../shared/domain/account/hold.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import type { DecisionContext } from '../../../shared/domain/decisions/needs.ts';
import { minuteMs } from '../../../shared/domain/time.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import {
  decideAuthorize,
  decideCapture,
  decideDebit,
  decideRelease,
  decideReport,
} from '../../support/builders/decisions.ts';
import {
  catalogueOf,
  changeOf,
  context,
  credits,
  debitOf,
  openedAccount,
  plan,
  renewsAtMs,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

const plans = catalogueOf(plan({ overrun: { policy: 'forgive', cap: credits(50) } }));

/** An account with 1,000 credits and one hold on them. */
function holding(
  amount: number,
  over: { policy?: ExhaustionPolicy; extendBy?: number; lifeMs?: number; atMs?: number } = {},
): {
  readonly account: Account;
  readonly hold: Hold;
} {
  const { policy = 'pause', extendBy = amount, lifeMs = minuteMs, atMs = startMs } = over;
  const opened = openedAccount(startMs, plans);
  const command = {
    ...requestNamed('hold'),
    cost: { kind: 'priced', category: 'ai', credits: credits(amount) },
    lifeMs,
    whenExhausted: policy,
    extendBy: credits(extendBy),
  } as const;
  const { account, entry } = changeOf(decideAuthorize(opened, command, at(atMs)));
  return { account, hold: entry.hold ?? expect.fail('no hold') };
}

function at(nowMs: number, hold?: Hold): DecisionContext {
  return context(nowMs, { plans, hold: (holdId) => (holdId === hold?.holdId ? hold : undefined) });
}

function report(account: Account, hold: Hold, used: number, nowMs = startMs + 1): Decision {
  return decideReport(
    account,
    { ...requestNamed('report'), holdId: hold.holdId, used: credits(used) },
    at(nowMs, hold),
  );
}

function capture(account: Account, hold: Hold, used: number, nowMs = startMs + 2, isLateAllowed = false): Decision {
  const cost = { kind: 'priced', credits: credits(used) } as const;
  return decideCapture(
    account,
    { ...requestNamed('capture'), holdId: hold.holdId, cost, isLateAllowed },
    at(nowMs, hold),
  );
}

function spend(account: Account, amount: number): Account {
  return changeOf(decideDebit(account, debitOf(amount), at(startMs + 1))).account;
}

describe('a hold', () => {
  it('sets credits aside, and capture uses what was used and gives the rest back', () => {
    const { account, hold } = holding(300);
    expect(balanceOf(account)).toMatchObject({ available: credits(700), held: credits(300) });
    const settled = changeOf(capture(account, hold, 120));
    expect(settled.entry).toMatchObject({
      type: 'capture',
      credits: credits(120),
      slices: [{ grantId: 'plan-0', credits: credits(120) }],
      returned: [{ grantId: 'plan-0', credits: credits(180) }],
      hold: { state: 'captured', used: credits(120), pinned: [] },
    });
    expect(balanceOf(settled.account)).toMatchObject({ available: credits(880), held: 0 });
    expect(settled.account.openHolds).toBe(0);
    expect(settled.account.holdsDueMs).toBeUndefined();
  });

  it('is refused when there are fewer credits than it asks for, with the ways back', () => {
    const poor = spend(openedAccount(startMs, plans), 900);
    const cost = { kind: 'priced', category: 'ai', credits: credits(101) } as const;
    const command = { ...requestNamed('k'), cost, lifeMs: minuteMs, whenExhausted: 'complete' } as const;
    expect(decideAuthorize(poor, command, at(startMs + 2))).toMatchObject({
      refusal: { reason: 'insufficient-credits', available: credits(100), restore: { renewsAtMs } },
    });
  });

  it('keeps a report that tells of a tenth more of it, or of anything after 5 s, and extends to `extendBy` beyond what is used', () => {
    const { account, hold } = holding(100, { extendBy: 50 });
    expect(report(account, hold, 9.999999)).toMatchObject({ kind: 'reported', decision: 'continue' });
    const kept = changeOf(report(account, hold, 10));
    expect(kept.entry).toMatchObject({ type: 'report', credits: 0, slices: [], decision: 'continue' });
    expect(kept.entry.hold).toMatchObject({ used: credits(10), credits: credits(100) });
    expect(balanceOf(kept.account)).toEqual(balanceOf(account));
    const tenMore = kept.entry.hold ?? hold;
    expect(report(kept.account, tenMore, 19.999999)).toMatchObject({ kind: 'reported' });
    expect(report(kept.account, tenMore, 10, startMs + 10_000)).toMatchObject({ kind: 'reported' });
    expect(report(kept.account, tenMore, 10.000001, startMs + 4_999)).toMatchObject({ kind: 'reported' });
    expect(report(kept.account, tenMore, 10.000001, startMs + 10_000)).toMatchObject({ entry: { type: 'report' } });
    const extended = changeOf(report(account, hold, 130));
    expect(extended.entry).toMatchObject({ type: 'extension', credits: credits(80), decision: 'continue' });
    expect(extended.entry.hold).toMatchObject({ credits: credits(180), used: credits(130) });
    // The same report again, or an older one that comes late, changes nothing.
    const again = report(extended.account, extended.entry.hold ?? hold, 130);
    expect(again).toMatchObject({ kind: 'reported', decision: 'continue', hold: { used: credits(130) } });
    expect(report(extended.account, extended.entry.hold ?? hold, 20)).toMatchObject({ hold: { used: credits(130) } });
  });

  it('with policy pause is told to pause when credits run out, keeps what it had, and goes on once there are more', () => {
    const { account, hold } = holding(100, { extendBy: 50 });
    const poor = spend(account, 890);
    const paused = changeOf(report(poor, hold, 130));
    expect(paused.entry).toMatchObject({ decision: 'pause', credits: credits(10), hold: { credits: credits(110) } });
    expect(balanceOf(paused.account)).toMatchObject({ available: 0, held: credits(110), overrun: 0 });
    const held = paused.entry.hold ?? hold;
    // What ran is charged as far as anything covers it: here 50 more than there was, the plan's cap.
    const settled = changeOf(capture(paused.account, held, 170));
    expect(settled.entry).toMatchObject({ credits: credits(160), overrun: credits(50), uncovered: credits(10) });
    expect(balanceOf(settled.account)).toMatchObject({ available: 0, held: 0, overrun: credits(50) });
    expect(changeOf(capture(paused.account, held, 110)).entry.credits).toBe(credits(110));
    const richer = { ...paused.account, grants: openedAccount(startMs, plans).grants };
    expect(
      report(
        { ...richer, grants: [...paused.account.grants.map((each) => ({ ...each, granted: credits(2_000) }))] },
        held,
        130,
      ),
    ).toMatchObject({
      kind: 'change',
      entry: { decision: 'continue' },
    });
  });

  it('with policy complete takes what is available and then overruns, up to the plan’s cap', () => {
    const { account, hold } = holding(100, { policy: 'complete', extendBy: 50 });
    const poor = spend(account, 890);
    const over = changeOf(report(poor, hold, 150));
    expect(over.entry).toMatchObject({ decision: 'continue', credits: credits(10), uncovered: credits(40) });
    expect(balanceOf(over.account)).toMatchObject({ available: 0, overrun: credits(40) });
    const held = over.entry.hold ?? hold;
    expect(report(over.account, held, 161)).toMatchObject({ entry: { type: 'report', decision: 'pause' } });
    expect(changeOf(capture(over.account, held, 161)).entry).toMatchObject({
      credits: credits(160),
      overrun: credits(50),
      uncovered: credits(1),
    });
    const ended = changeOf(capture(over.account, held, 160));
    expect(ended.entry).toMatchObject({ credits: credits(160), overrun: credits(50), uncoveredBefore: credits(40) });
    expect(balanceOf(ended.account)).toMatchObject({ available: 0, held: 0, overrun: credits(50) });
    const less = changeOf(capture(over.account, held, 105));
    expect(balanceOf(less.account)).toMatchObject({ available: credits(5), held: 0, overrun: 0 });
  });

  it('ends once: captured, released and expired holds take nothing more', () => {
    const { account, hold } = holding(100);
    const released = changeOf(
      decideRelease(account, { ...requestNamed('r'), holdId: hold.holdId }, at(startMs + 1, hold)),
    );
    expect(balanceOf(released.account)).toMatchObject({ available: credits(1_000), held: 0 });
    const gone = released.entry.hold ?? hold;
    expect(capture(released.account, gone, 10)).toEqual({
      kind: 'refused',
      refusal: { reason: 'hold-settled', state: 'released' },
    });
  });

  it('expires by the clock: what it had reported is charged, the rest is given back', () => {
    const { account, hold } = holding(100, { extendBy: 50 });
    const extended = changeOf(report(account, hold, 130));
    const dueHolds = { ...noDueHolds, holds: [extended.entry.hold ?? hold] };
    const { account: after, entries } = advance(extended.account, {
      nowMs: startMs + minuteMs,
      plans,
      rateCards: [],
      dueHolds,
    });
    expect(entries).toMatchObject([{ type: 'hold-expiry', credits: credits(130), atMs: startMs + minuteMs }]);
    expect(balanceOf(after)).toMatchObject({ available: credits(870), held: 0 });
    const expired = entries[0]?.hold ?? hold;
    expect(capture(after, expired, 150, startMs + minuteMs)).toMatchObject({ refusal: { reason: 'hold-expired' } });
    const late = changeOf(capture(after, expired, 150, startMs + minuteMs, true));
    expect(late.entry).toMatchObject({ type: 'debit', isLate: true, credits: credits(20) });
    const again = late.entry.hold ?? hold;
    expect(capture(late.account, again, 150, startMs + minuteMs, true)).toMatchObject({
      refusal: { reason: 'hold-settled' },
    });
  });

  it('can be captured after its cycle ended, and what is given back to an ended grant is forfeited', () => {
    const { account, hold } = holding(100, { atMs: renewsAtMs - minuteMs, lifeMs: 10 * minuteMs });
    const { account: next, entries } = advance(account, {
      nowMs: renewsAtMs,
      plans,
      rateCards: [],
      dueHolds: { ...noDueHolds, holds: [hold] },
    });
    expect(entries.map(({ type }) => type)).toEqual(['expiry', 'grant']);
    expect(balanceOf(next)).toMatchObject({ available: credits(1_000), held: credits(100) });
    const settled = changeOf(capture(next, hold, 60, renewsAtMs + 1));
    expect(settled.entry).toMatchObject({
      slices: [{ grantId: 'plan-0', credits: credits(60) }],
      returned: [{ grantId: 'plan-0', credits: credits(40), forfeited: true }],
    });
    expect(balanceOf(settled.account)).toMatchObject({ available: credits(1_000), held: 0 });
    expect(settled.account.grants.map(({ grantId }) => grantId)).toEqual(['plan-1']);
  });

  it('that expires in the very instant in which its grant ends gives nothing back to it', () => {
    const { account, hold } = holding(300, { atMs: renewsAtMs - minuteMs });
    const dueHolds = { holds: [hold], nextMs: Number.POSITIVE_INFINITY };
    const { entries } = advance(account, { nowMs: renewsAtMs, plans, rateCards: [], dueHolds });
    const forfeited = { grantId: 'plan-0', credits: credits(300), forfeited: true };
    expect(entries.map(({ type, after, returned }) => ({ type, available: after.available, returned }))).toEqual([
      { type: 'expiry', available: 0, returned: undefined },
      { type: 'hold-expiry', available: 0, returned: [forfeited] },
      { type: 'grant', available: credits(1_000), returned: undefined },
    ]);
  });

  it('keeps the overrun it may still use out of what a boundary forgives', () => {
    const { account, hold } = holding(100, {
      policy: 'complete',
      extendBy: 50,
      atMs: renewsAtMs - minuteMs,
      lifeMs: 10 * minuteMs,
    });
    const poor = changeOf(decideDebit(account, debitOf(900), at(renewsAtMs - minuteMs))).account;
    const over = changeOf(
      decideReport(
        poor,
        { ...requestNamed('report'), holdId: hold.holdId, used: credits(130) },
        at(renewsAtMs - 1, hold),
      ),
    );
    const held = over.entry.hold ?? hold;
    const { account: next, entries } = advance(over.account, {
      nowMs: renewsAtMs,
      plans,
      rateCards: [],
      dueHolds: { ...noDueHolds, holds: [held] },
    });
    expect(entries.map(({ type }) => type)).toEqual(['grant']);
    const settled = changeOf(capture(next, held, 100, renewsAtMs + 1));
    expect(balanceOf(settled.account)).toMatchObject({ overrun: 0, held: 0 });
  });
});

it('a hold that is released takes the overrun with it that it might still have used', () => {
  const { account, hold } = holding(100, { policy: 'complete', extendBy: 50 });
  const over = changeOf(report(spend(account, 900), hold, 130));
  const now = at(startMs + 2, over.entry.hold);

  const released = changeOf(decideRelease(over.account, { ...requestNamed('release'), holdId: hold.holdId }, now));

  expect(balanceOf(over.account).overrun).toBe(credits(30));
  expect(balanceOf(released.account)).toMatchObject({ available: credits(100), held: 0, overrun: 0 });
});
