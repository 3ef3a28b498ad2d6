/** Ends of a hold: captured, released, expired, each once, and what they leave. */
import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import { noDueHolds } from '../../../shared/domain/account/hold.ts';
import { minuteMs } from '../../../shared/domain/time.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { decideDebit, decideRelease, decideReport } from '../../support/builders/decisions.ts';
import { changeOf, credits, debitOf, renewsAtMs, requestNamed, startMs } from '../../support/builders/fixtures.ts';
import { at, capture, holding, plans, report, spend } from '../../support/builders/one-hold.ts';

describe('a hold', () => {
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
