/** Credits that an operator gives with an end of their own (R11). */
import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import { adjustmentLifeMaxMs } from '../../../shared/domain/decisions/adjustment-life.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { decideAdjustment, decideDebit } from '../../support/builders/decisions.ts';
import {
  changeOf,
  context,
  credits,
  dayMs,
  debitOf,
  openedAccount,
  plans,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

const gift = {
  ...requestNamed('gift'),
  credits: credits(50),
  reason: 'trial',
  actor: 'ada',
  direction: 'add',
} as const;
const opened = openedAccount();
const renewsAtMs = opened.cycle.endMs;

function given(expiresAtMs: number) {
  return changeOf(decideAdjustment(opened, { ...gift, expiresAtMs }, context()));
}

describe('credits given with an end of their own', () => {
  it('that lies past the renewal are there after it, and lost at their own end with an entry', () => {
    const endMs = renewsAtMs + 10 * dayMs;
    const { account, entry } = given(endMs);
    const rules = { plans, rateCards: [] };
    const renewed = advance(account, { nowMs: renewsAtMs, ...rules });
    const lost = advance(renewed.account, { nowMs: endMs, ...rules });

    expect(entry).toMatchObject({ type: 'grant', expiresAtMs: endMs, slices: [{ grantId: 'adjustment-2' }] });
    expect(renewed.entries.map(({ type, credits: moved }) => [type, moved])).toEqual([
      ['expiry', credits(1_000)],
      ['grant', credits(1_000)],
    ]);
    expect(balanceOf(renewed.account).available).toBe(credits(1_050));
    expect(lost.entries).toMatchObject([{ type: 'expiry', atMs: endMs, credits: credits(50) }]);
  });

  it('pay after what ends sooner, and before what ends later', () => {
    const past = changeOf(decideDebit(given(renewsAtMs + dayMs).account, debitOf(1_020), context()));
    const soon = changeOf(decideDebit(given(startMs + dayMs).account, debitOf(60), context()));

    expect(past.entry.slices).toEqual([
      { grantId: 'plan-0', credits: credits(1_000) },
      { grantId: 'adjustment-2', credits: credits(20) },
    ]);
    expect(soon.entry.slices).toEqual([
      { grantId: 'adjustment-2', credits: credits(50) },
      { grantId: 'plan-0', credits: credits(10) },
    ]);
  });

  it.each([
    ['now', startMs],
    ['before', startMs - 1],
    ['more than ten years ahead', startMs + adjustmentLifeMaxMs + 1],
  ])('are refused when that is %s', (_when, expiresAtMs) => {
    expect(decideAdjustment(opened, { ...gift, expiresAtMs }, context())).toMatchObject({
      refusal: { reason: 'expiry-out-of-range' },
    });
  });

  it('are taken to the millisecond of both bounds', () => {
    expect(given(startMs + 1).entry.expiresAtMs).toBe(startMs + 1);
    expect(given(startMs + adjustmentLifeMaxMs).entry.expiresAtMs).toBe(startMs + adjustmentLifeMaxMs);
  });
});
