import { describe, expect, it } from 'vitest';
import { type Grant, newGrant } from '../../../shared/domain/account/grant.ts';
import { amountMaxMicrocredits } from '../../../shared/domain/amount.ts';
import { jobOutlook, offerFor } from '../../../shared/domain/insights/job-outlook.ts';
import { runOutOf } from '../../../shared/domain/insights/run-out.ts';
import type { UseStep } from '../../../shared/domain/insights/use-forecast.ts';
import { noShares } from '../../../shared/domain/insights/use-shares.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { credits, dayMs, openedAccount, plan, startMs } from '../../support/builders/fixtures.ts';

describe('running out', () => {
  it('comes earliest with high use and latest with low use, within the hour in which it happens', () => {
    const found = runOutOf([grant('plan-0', 100, 30)], steps({ low: 1, likely: 2, high: 4 }, 10 * 24), noShares);

    expect(found.earliestMs).toBe(startMs + 25 * hourMs);
    expect(found.likelyMs).toBe(startMs + 50 * hourMs);
    expect(found.latestMs).toBe(startMs + 100 * hourMs);
    expect(found.use).toEqual({ low: credits(240), likely: credits(480), high: credits(960) });
    expect(found.missing).toEqual({ low: credits(140), likely: credits(380), high: credits(860), most: credits(860) });
    expect(found.left).toEqual({ low: 0, likely: 0, high: 0 });
  });

  it('doesn’t come before the renewal where even high use leaves something', () => {
    const found = runOutOf([grant('plan-0', 1_000, 10)], steps({ low: 1, likely: 2, high: 4 }, 10 * 24), noShares);

    expect(found).not.toHaveProperty('earliestMs');
    expect(found.left).toEqual({ low: credits(40), likely: credits(520), high: credits(760) });
    expect(found.missing).toEqual({ low: 0, likely: 0, high: 0, most: 0 });
  });

  it('reckons with credits that end before the cycle: they go first, and what is left of them is lost', () => {
    const grants = [grant('plan-0', 100, 10), grant('add-on-5', 50, 1)];

    const found = runOutOf(grants, steps({ low: 1, likely: 1, high: 1 }, 10 * 24), noShares);

    expect(found.unused).toEqual([{ grant: grants[1], credits: credits(26) }]);
    expect(found.likelyMs).toBe(startMs + (24 + 100) * hourMs);
  });

  it('says what each grant ends with at the renewal, if use is what is likely, and nothing of those that are spent', () => {
    const [plan, pack, day] = [grant('plan-0', 100, 10), grant('add-on-5', 500, 10), grant('add-on-6', 24, 1)];
    const ended = { ...grant('add-on-7', 900, 10), lost: credits(5) };

    const found = runOutOf([ended, pack, plan, day], steps({ low: 0.5, likely: 1, high: 2 }, 10 * 24), noShares);

    expect(found.unused).toEqual([{ grant: pack, credits: credits(384) }]);
    expect(found.left).toEqual({ low: credits(144), likely: credits(384), high: credits(492) });
  });

  it('says nothing of grants that were spent before it came', () => {
    const found = runOutOf(
      [grant('add-on-6', 24, 1), grant('plan-0', 10, 10)],
      steps({ low: 1, likely: 1, high: 1 }, 48),
      noShares,
    );

    expect(found.likelyMs).toBe(startMs + 34 * hourMs);
    expect(found.unused).toEqual([]);
  });

  it('has no instant where it comes with high use alone', () => {
    const found = runOutOf([grant('plan-0', 100, 10)], steps({ low: 1, likely: 2, high: 5 }, 24), noShares);

    expect(found).toHaveProperty('earliestMs');
    expect(found).not.toHaveProperty('likelyMs');
    expect(found).not.toHaveProperty('latestMs');
  });

  it('has nothing to say of a cycle that is over', () => {
    expect(runOutOf([grant('plan-0', 100, 10)], [], noShares)).toMatchObject({
      use: { low: 0, likely: 0, high: 0 },
      left: { low: credits(100), likely: credits(100), high: credits(100) },
    });
  });

  it('is now where nothing is left', () => {
    const found = runOutOf([], steps({ low: 0, likely: 1, high: 2 }, 24), noShares);

    expect([found.earliestMs, found.likelyMs, found.latestMs]).toEqual([startMs, startMs, startMs]);
  });
});

describe('a planned job', () => {
  const account = openedAccount();
  const { packs } = plan();
  const month = (account.cycle.endMs - startMs) / hourMs;
  const perHour = { low: 0.5, likely: 0.75, high: 1 };
  const outlook = (amount: number, isLongKnown = true): ReturnType<typeof jobOutlook> =>
    jobOutlook(
      account,
      { credits: credits(amount) },
      { steps: steps(perHour, month), isLongKnown, shares: noShares, packs, nowMs: startMs },
    );

  it('fits where it leaves enough for high use, is likely to where it does for likely use, and else needs a pack', () => {
    // 720 hours: 360, 540 or 720 credits of other use, of 1,000.
    expect(outlook(280)).toMatchObject({ fits: 'surely', leaves: credits(720), missing: 0 });
    expect(outlook(280, false)).toMatchObject({ fits: 'likely', leaves: credits(720), missing: 0 });
    expect(outlook(281)).toMatchObject({ fits: 'likely', leaves: credits(719), missing: 0 });
    expect(outlook(460)).toMatchObject({ fits: 'likely', leaves: credits(540), missing: 0 });
    expect(outlook(461)).toMatchObject({ fits: 'unlikely', leaves: credits(539), missing: credits(1) });
    expect(outlook(500)).toMatchObject({ fits: 'unlikely', leaves: credits(500), missing: credits(40) });
    expect(outlook(500).pack).toMatchObject({ pack: { packId: 'burst-100' }, count: 1, credits: credits(100) });
    expect(outlook(279)).not.toHaveProperty('pack');
  });

  it('needs a pack for itself too where it is more than there is, several of one if that is cheapest', () => {
    const found = outlook(1_050);

    expect(found).toMatchObject({ fits: 'unlikely', missing: credits(590) });
    expect(found).not.toHaveProperty('leaves');
    // Six of 100 at 2 dollars are as dear as one of 1,000; packs that end after a day are no help.
    expect(found.pack).toMatchObject({ pack: { packId: 'burst-1000' }, count: 1 });
    expect(outlook(960).pack).toMatchObject({ pack: { packId: 'burst-100' }, count: 5 });
  });

  it('is helped by a pack for a day on the last day of the cycle', () => {
    const nowMs = account.cycle.endMs - dayMs;
    const onLastDay = jobOutlook(
      account,
      { credits: credits(1_090) },
      { steps: steps(perHour, 1), isLongKnown: true, shares: noShares, packs, nowMs },
    );

    expect(onLastDay.pack).toMatchObject({ pack: { packId: 'day-100' }, count: 1 });
  });

  it('is offered no packs for more than a balance holds', () => {
    expect(offerFor(amountMaxMicrocredits, { packs, forMs: 0 })).toHaveProperty('count');
    expect(offerFor(amountMaxMicrocredits + 1, { packs, forMs: 0 })).toBeUndefined();
  });
});

function grant(grantId: string, amount: number, days: number): Grant {
  return newGrant(grantId, credits(amount), startMs + days * dayMs, 1);
}

/** Use that is the same in every hour. */
function steps(
  perHour: { readonly low: number; readonly likely: number; readonly high: number },
  hours: number,
): readonly UseStep[] {
  return Array.from({ length: hours }, (_, index) => ({
    startMs: startMs + index * hourMs,
    endMs: startMs + (index + 1) * hourMs,
    low: credits(perHour.low * (index + 1)),
    likely: credits(perHour.likely * (index + 1)),
    high: credits(perHour.high * (index + 1)),
    most: credits(perHour.high * (index + 1)),
  }));
}
