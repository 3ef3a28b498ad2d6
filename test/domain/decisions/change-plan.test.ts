import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Account, balanceOf } from '../../../shared/domain/account/account.ts';
import { present } from '../../../shared/domain/present.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { at, plans } from '../../support/builders/changing-plans.ts';
import { decidePlanChange } from '../../support/builders/decisions.ts';
import {
  catalogueOf,
  changeOf,
  context,
  credits,
  dayMs,
  openedAccount,
  plan,
  renewsAtMs,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

const novemberMs = 30 * dayMs;

function change(account: Account, planId: string, ms: number, when?: 'now' | 'next-cycle'): Account {
  const command = { ...requestNamed(`to ${planId}`), planId, ...present({ when }) };
  return changeOf(decidePlanChange(account, command, at(ms))).account;
}

describe('a plan change', () => {
  it('up grants ⌊(new − old) × remaining time ÷ cycle time⌋ at once, until the cycle ends', () => {
    const command = { ...requestNamed('up'), planId: 'scale' };
    const { account, entry } = changeOf(decidePlanChange(openedAccount(startMs, plans), command, at(novemberMs / 3)));
    expect(entry).toMatchObject({
      type: 'plan-change',
      planId: 'scale',
      credits: credits(4_000),
      expiresAtMs: renewsAtMs,
    });
    expect(account).toMatchObject({ planId: 'scale', allotment: credits(7_000) });
    expect(balanceOf(account).available).toBe(credits(5_000));
    const third = changeOf(decidePlanChange(openedAccount(startMs, plans), command, at(1)));
    // 6,000 × 2,591,999,999 ÷ 2,592,000,000, rounded down to a microcredit.
    expect(third.entry.credits).toBe(5_999_999_997);
  });

  it('down waits for the boundary and rules from it', () => {
    const waiting = change(openedAccount(startMs, plans), 'free', dayMs);
    expect(waiting).toMatchObject({ planId: 'team', nextPlanId: 'free' });
    const { account } = advance(waiting, { nowMs: renewsAtMs, plans, rateCards: [] });
    expect(account.planId).toBe('free');
    expect(account.nextPlanId).toBeUndefined();
    expect(balanceOf(account).available).toBe(credits(100));
  });

  it('down now, or to another cycle length now, is refused with the instant at which it can be', () => {
    for (const planId of ['free', 'weekly']) {
      expect(
        decidePlanChange(openedAccount(startMs, plans), { ...requestNamed('k'), planId, when: 'now' }, at(dayMs)),
      ).toEqual({
        kind: 'refused',
        refusal: { reason: 'plan-change-not-now', renewsAtMs },
      });
    }
  });

  it('to another cycle length starts that cycle at the boundary', () => {
    const waiting = change(openedAccount(startMs, plans), 'weekly', dayMs);
    const { account } = advance(waiting, { nowMs: renewsAtMs, plans, rateCards: [] });
    expect(account.cycle).toEqual({ index: 1, startMs: renewsAtMs, endMs: renewsAtMs + 7 * dayMs });
  });

  it('to the present plan drops the change that waits', () => {
    const waiting = change(openedAccount(startMs, plans), 'free', dayMs);
    const stays = change(waiting, 'team', 2 * dayMs);
    expect(stays.nextPlanId).toBeUndefined();
    expect(balanceOf(stays)).toEqual(balanceOf(waiting));
  });

  it('to a plan of the same credits adds nothing, not even an empty grant', () => {
    const same = catalogueOf(plan(), plan({ planId: 'twin' }));
    const command = { ...requestNamed('k'), planId: 'twin' };
    const { account, entry } = changeOf(
      decidePlanChange(openedAccount(startMs, same), command, context(startMs, { plans: same })),
    );
    expect(account.planId).toBe('twin');
    expect(account.grants.map(({ grantId }) => grantId)).toEqual(['plan-0']);
    expect(entry).toMatchObject({ type: 'plan-change', credits: 0, slices: [] });
  });

  it('up, down, up in any order and number gains nothing over going up at once to the largest', () => {
    const step = fc.record({
      planId: fc.constantFrom('free', 'team', 'scale', 'weekly'),
      when: fc.constantFrom(undefined, 'now' as const, 'next-cycle' as const),
      afterMs: fc.integer({ min: 0, max: 6 * dayMs }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        let account = openedAccount(startMs, plans);
        let ms = 0;
        let firstUpMs: number | undefined;
        for (const { planId, when, afterMs } of steps) {
          ms = Math.min(novemberMs - 1, ms + afterMs);
          const command = { ...requestNamed('k'), planId, ...present({ when }) };
          const decision = decidePlanChange(account, command, at(ms));
          if (decision.kind !== 'change') continue;
          ({ account } = decision);
          if (account.planId === 'scale') firstUpMs ??= ms;
        }
        const granted = account.grants.reduce((sum, grant) => sum + grant.granted, 0);
        const most = firstUpMs === undefined ? 0 : Math.floor((credits(6_000) * (novemberMs - firstUpMs)) / novemberMs);
        expect(granted - credits(1_000)).toBeLessThanOrEqual(most);
      }),
      { numRuns: 500 },
    );
  });
});
