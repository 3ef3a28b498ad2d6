import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import { changeOf, credits, openedAccount, startMs } from '../../support/builders/fixtures.ts';
import { capture, holding, plans, report, spend } from '../../support/builders/one-hold.ts';

describe('a hold', () => {
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
});
