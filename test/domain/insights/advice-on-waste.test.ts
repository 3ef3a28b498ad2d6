/** Advice about what goes unused, and about a smaller plan, each at its bound and not before it. */
import { describe, expect, it } from 'vitest';
import { newGrant } from '../../../shared/domain/account/grant.ts';
import type { Plan } from '../../../shared/domain/catalogue/plan.ts';
import type { AdviceBasis } from '../../../shared/domain/insights/advice.ts';
import type { RunOut } from '../../../shared/domain/insights/run-out.ts';
import { account, adviceOn, codes, nowMs, quiet, renewsAtMs } from '../../support/builders/advice-basis.ts';
import { credits, plan } from '../../support/builders/fixtures.ts';

describe('advice about what goes unused', () => {
  it('is of add-ons alone, with what is in them and what will be left', () => {
    const pack = { ...newGrant('add-on-2', credits(100), renewsAtMs, 2), used: credits(30) };
    const [planGrant] = account.grants;
    if (planGrant === undefined) throw new Error('an account without a grant');
    const unused = (left: number): RunOut => ({
      ...quiet,
      unused: [
        { grant: planGrant, credits: credits(500) },
        { grant: pack, credits: left },
      ],
    });

    expect(adviceOn({ runOut: unused(1) })).toEqual([
      {
        code: 'add-on-expires-unused',
        grantId: 'add-on-2',
        expiresAtMs: renewsAtMs,
        remaining: credits(70),
        unused: 1,
      },
    ]);
    expect(codes({ runOut: unused(0.9) })).toEqual([]);
  });

  it('of past cycles is told from a quarter on', () => {
    const cycle = { cycle: account.cycle, granted: 400n, unused: 100n, bySource: [] };
    const wasted = (granted: bigint, unused: bigint): Partial<AdviceBasis> => ({
      waste: { cycles: [cycle, cycle], total: { granted, unused } },
    });

    expect(adviceOn(wasted(400n, 100n))).toEqual([
      { code: 'credits-expired-unused', cycles: 2, granted: 400n, unused: 100n },
    ]);
    expect(codes(wasted(400n, 99n))).toEqual([]);
    expect(codes(wasted(0n, 0n))).toEqual([]);
  });
});

describe('advice about a smaller plan', () => {
  const dollars = (amount: number): NonNullable<Plan['price']> => ({
    millionths: amount * 1e6,
    currency: 'USD',
    interval: 'month',
  });
  const priced = (planId: string, amount: number, price: number): Plan =>
    plan({ planId, credits: credits(amount), price: dollars(price) });
  const present = priced(account.planId, 1_000, 20);
  const cycle = { cycle: account.cycle, granted: BigInt(credits(1_000)), unused: BigInt(credits(700)), bySource: [] };
  const waste = { cycles: [cycle], total: { granted: cycle.granted, unused: cycle.unused } };
  const smaller = (...plans: readonly Plan[]): string | undefined => {
    const [advice] = adviceOn({ waste, plans: [present, ...plans] });
    return advice?.code === 'credits-expired-unused' ? advice.plan?.planId : 'no such advice';
  };

  it('names the cheapest that grants what was used in every cycle, and costs less', () => {
    expect(smaller(priced('mini', 300, 5), priced('tiny', 299, 1), priced('half', 500, 10))).toBe('mini');
  });

  it('names none where there is none: on the smallest plan, or where all others cost as much', () => {
    expect(smaller()).toBeUndefined();
    expect(smaller(priced('tiny', 299, 1), priced('dear', 500, 20))).toBeUndefined();
    const euros = {
      ...priced('euro', 500, 1),
      price: { millionths: 1e6, currency: 'EUR', interval: 'month' } as const,
    };
    expect(smaller(euros, plan({ planId: 'unpriced', credits: credits(500) }))).toBeUndefined();
  });

  it('names none to whoever likely runs out on the present one', () => {
    const missing = { low: 0, likely: 1, high: 1, most: 1 };
    const runOut: RunOut = { ...quiet, earliestMs: nowMs, likelyMs: nowMs, missing };
    const advice = adviceOn({ waste, runOut, plans: [present, priced('mini', 300, 5)] });

    expect(advice.at(-1)).toMatchObject({ code: 'credits-expired-unused' });
    expect(advice.at(-1)).not.toHaveProperty('plan');
  });

  it('tells a closed account nothing at all', () => {
    expect(adviceOn({ account: { ...account, closedAtMs: nowMs }, waste })).toEqual([]);
  });
});
