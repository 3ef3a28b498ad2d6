/** Which advice applies, each at its bound and not before it, and the figures that it rests on. */
import { describe, expect, it } from 'vitest';
import { newGrant } from '../../../shared/domain/account/grant.ts';
import type { Plan } from '../../../shared/domain/catalogue/plan.ts';
import { type AdviceBasis, adviceFor } from '../../../shared/domain/insights/advice.ts';
import type { Advice } from '../../../shared/domain/insights/advice-kinds.ts';
import type { Burn, Burnt } from '../../../shared/domain/insights/burn.ts';
import type { RunOut } from '../../../shared/domain/insights/run-out.ts';
import { credits, dayMs, openedAccount, plan, startMs } from '../../support/builders/fixtures.ts';

const account = openedAccount();
const renewsAtMs = account.cycle.endMs;
const nowMs = startMs + 20 * dayMs;
const none = { low: 0, likely: 0, high: 0, most: 0 };
const use = { low: credits(10), likely: credits(20), high: credits(40) };
const quiet: RunOut = { use, left: none, ended: none, missing: none, unused: [] };

function burnt(amount: bigint): Burnt {
  return { credits: amount, perHour: 0n, perDay: 0n };
}

/** So much in this cycle, so much to the same point of the one before, all of `ai` but a third of both. */
function burnOf(now: bigint, then: bigint): Burn {
  const rates = (part: (all: bigint) => bigint): Burn['total'] => {
    return { cycle: burnt(part(now)), previousCycleToDate: burnt(part(then)) };
  };
  const third = rates((all) => all / 3n);
  const rest = rates((all) => all - all / 3n);
  return { spans: {}, total: rates((all) => all), byCategory: { ai: rest, infrastructure: third, platform: {} } };
}

function adviceOn(over: Partial<AdviceBasis> = {}): readonly Advice[] {
  const waste = { cycles: [], total: { granted: 0n, unused: 0n } };
  return adviceFor({
    account,
    nowMs,
    plans: [plan({ planId: account.planId })],
    burn: burnOf(0n, 0n),
    waste,
    runOut: undefined,
    ...over,
  });
}

describe('advice about running out', () => {
  it('is none where nothing is foretold', () => {
    expect(adviceOn()).toEqual([]);
  });

  it('is to buy in time and to put work off, where likely use takes more than there is', () => {
    const runOut: RunOut = {
      ...quiet,
      earliestMs: nowMs + dayMs,
      likelyMs: nowMs + 2 * dayMs,
      missing: { low: 0, likely: credits(150) + 0.25, high: credits(300), most: credits(300) },
    };

    const [buy, shift, ...more] = adviceOn({ runOut });

    expect(buy).toMatchObject({
      code: 'buy-add-on-before',
      beforeMs: nowMs + dayMs,
      available: credits(1_000),
      use,
      missing: credits(150) + 1,
      pack: { pack: { packId: 'burst-100' }, count: 2 },
      renewsAtMs,
    });
    expect(shift).toEqual({
      code: 'shift-heavy-work-after-renewal',
      available: credits(1_000),
      use,
      missing: credits(300),
      renewsAtMs,
    });
    expect(more).toEqual([]);
  });

  it('names no pack that has ended by the renewal', () => {
    const missing = { ...none, likely: credits(90), high: credits(90) };
    const runOut: RunOut = { ...quiet, earliestMs: nowMs, likelyMs: nowMs, missing };
    const daily = plan().packs.filter(({ packId }) => packId === 'day-100');

    expect(adviceOn({ runOut, plans: [own(daily)], nowMs: renewsAtMs - dayMs })[0]).toHaveProperty('pack.count', 1);
    expect(adviceOn({ runOut, plans: [own(daily)], nowMs: renewsAtMs - dayMs - 1 })[0]).not.toHaveProperty('pack');
  });

  it('is not to buy where the plan has no packs', () => {
    const missing = { ...none, likely: credits(90), high: credits(90) };
    const runOut: RunOut = { ...quiet, earliestMs: nowMs, likelyMs: nowMs, missing };

    expect(codes({ runOut, plans: [own([])] })).toEqual(['shift-heavy-work-after-renewal']);
  });

  it('is none where use may take all there is and nothing more', () => {
    expect(codes({ runOut: { ...quiet, earliestMs: nowMs, likelyMs: nowMs } })).toEqual([]);
  });

  it('is only to put work off where high use alone takes more', () => {
    const runOut: RunOut = { ...quiet, earliestMs: nowMs, missing: { ...none, high: credits(1) } };

    expect(codes({ runOut })).toEqual(['shift-heavy-work-after-renewal']);
  });

  it('is to go ahead where even high use leaves a tenth of what this cycle granted, of grants that are alive', () => {
    const ended = { ...newGrant('plan-9', credits(5_000), startMs, 1), held: credits(1), lost: credits(0) };
    const withEnded = { ...account, grants: [...account.grants, ended] };
    const left = (low: number): RunOut => {
      const range = { low, likely: low, high: low };
      return { ...quiet, left: range, ended: range };
    };

    expect(adviceOn({ account: withEnded, runOut: left(credits(100)) })).toEqual([
      { code: 'run-heavy-work-before-renewal', left: left(credits(100)).left, granted: credits(1_000), renewsAtMs },
    ]);
    expect(codes({ runOut: left(credits(99.999999)) })).toEqual([]);
    expect(codes({ account: { ...account, grants: [] }, runOut: left(0) })).toEqual([]);
  });
});

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

describe('advice about growth', () => {
  it('is told from a quarter on, with the category that grew most', () => {
    expect(adviceOn({ burn: burnOf(150n, 120n) })).toEqual([
      {
        code: 'usage-grew',
        credits: 150n,
        before: 120n,
        category: 'ai',
        categoryCredits: 100n,
        categoryBefore: 80n,
      },
    ]);
    expect(codes({ burn: burnOf(149n, 120n) })).toEqual([]);
    expect(codes({ burn: burnOf(90n, 120n) })).toEqual([]);
  });

  it('names a category that is new, or that grew while a larger one shrank', () => {
    const grown = burnOf(150n, 100n);
    const platform = { cycle: burnt(90n) };
    const shrunk = { cycle: burnt(500n), previousCycleToDate: burnt(900n) };

    const [advice] = adviceOn({ burn: { ...grown, byCategory: { ai: shrunk, infrastructure: {}, platform } } });

    expect(advice).toMatchObject({ category: 'platform', categoryCredits: 90n, categoryBefore: 0n });
  });

  it('is none in a cycle’s first three days, nor where there was nothing to grow from', () => {
    const burn = burnOf(150n, 100n);

    expect(codes({ burn, nowMs: startMs + 3 * dayMs })).toEqual(['usage-grew']);
    expect(codes({ burn, nowMs: startMs + 3 * dayMs - 1 })).toEqual([]);
    expect(codes({ burn: burnOf(150n, 0n) })).toEqual([]);
    const { previousCycleToDate: _none, ...alone } = burn.total;
    expect(codes({ burn: { ...burn, total: alone } })).toEqual([]);
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

  it('tells a closed account nothing at all', () => {
    expect(adviceOn({ account: { ...account, closedAtMs: nowMs }, waste })).toEqual([]);
  });
});

function own(packs: Plan['packs']): Plan {
  return plan({ planId: account.planId, packs });
}

function codes(over: Partial<AdviceBasis>): readonly string[] {
  return adviceOn(over).map(({ code }) => code);
}
