/** Advice and the figures that it rests on, on balances and uses made by chance. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newGrant } from '../../../shared/domain/account/grant.ts';
import { adviceFor } from '../../../shared/domain/insights/advice.ts';
import { adviceCodes } from '../../../shared/domain/insights/advice-kinds.ts';
import type { Burn } from '../../../shared/domain/insights/burn.ts';
import { runOutOf } from '../../../shared/domain/insights/run-out.ts';
import { noShares } from '../../../shared/domain/insights/use-shares.ts';
import type { Waste } from '../../../shared/domain/insights/waste.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { burnt } from '../../support/builders/advice-basis.ts';
import { credits, dayMs, openedAccount, plan, startMs, usd } from '../../support/builders/fixtures.ts';
import { expectBorneOut } from '../../support/expectations/borne-out-advice.ts';

const account = openedAccount();
const nowMs = startMs + 20 * dayMs;

/** A balance of one to three grants, and use an hour, each in three ways. */
const generated = fc.record({
  grants: fc.array(fc.record({ amount: fc.integer({ min: 1, max: 2_000 }), days: fc.integer({ min: 1, max: 12 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  hours: fc.integer({ min: 1, max: 240 }),
  /** Hundredths of a credit an hour. */
  likely: fc.integer({ min: 0, max: 2_000 }),
  spread: fc.double({ min: 1, max: 5, noNaN: true }),
  hasPacks: fc.boolean(),
  /** Credits that each category used to this point, and to the same point of the cycle before. */
  burn: fc.array(fc.tuple(fc.bigInt(0n, 900n), fc.bigInt(0n, 900n)), { minLength: 3, maxLength: 3 }),
  /** Credits that each of the cycles before granted, and the tenths of them that expired. */
  cycles: fc.array(fc.tuple(fc.bigInt(1n, 2_000n), fc.bigInt(0n, 10n)), { maxLength: 3 }),
  others: fc.array(fc.record({ price: fc.integer({ min: 1, max: 90 }), amount: fc.integer({ min: 1, max: 2_000 }) }), {
    maxLength: 3,
  }),
});

function burnIn([ai, infrastructure, platform]: readonly (readonly [bigint, bigint])[]): Burn {
  const rates = ([now, then]: readonly [bigint, bigint] = [0n, 0n]) => ({
    cycle: burnt(now),
    previousCycleToDate: burnt(then),
  });
  const all = [ai, infrastructure, platform].reduce<[bigint, bigint]>(
    ([now, then], [more, before] = [0n, 0n]) => [now + more, then + before],
    [0n, 0n],
  );
  const byCategory = { ai: rates(ai), infrastructure: rates(infrastructure), platform: rates(platform) };
  return { spans: {}, total: rates(all), byCategory };
}

function wasteIn(cycles: readonly (readonly [bigint, bigint])[]): Waste {
  const each = cycles.map(([amount, tenths], index) => ({
    cycle: { index, startMs, endMs: startMs },
    granted: amount * 10n * 1_000_000n,
    unused: amount * tenths * 1_000_000n,
    bySource: [],
  }));
  const sum = (of: 'granted' | 'unused'): bigint => each.reduce((all, cycle) => all + cycle[of], 0n);
  return { cycles: each, total: { granted: sum('granted'), unused: sum('unused') } };
}

describe('advice', () => {
  it('is never contradicted by the figures beside it, of any kind, on a thousand accounts', () => {
    const given = new Set<string>();
    fc.assert(
      fc.property(generated, ({ grants, hours, likely, spread, hasPacks, ...drawn }) => {
        const live = grants.map(({ amount, days }, at) =>
          newGrant(at === 0 ? 'plan-0' : `add-on-${at}`, credits(amount), nowMs + days * dayMs, at),
        );
        const an = (hour: number): number => credits(0.01) * likely * hour;
        const steps = Array.from({ length: hours }, (_, hour) => ({
          startMs: nowMs + hour * hourMs,
          endMs: nowMs + (hour + 1) * hourMs,
          low: an(hour + 1) / spread,
          likely: an(hour + 1),
          high: an(hour + 1) * spread,
          most: an(hour + 1) * spread * 2,
        }));
        const price = (amount: number) => ({ ...usd(amount), interval: 'month' as const });
        const ownPlan = plan({ planId: account.planId, price: price(50), ...(hasPacks ? {} : { packs: [] }) });
        const others = drawn.others.map(({ price: paid, amount }, index) =>
          plan({ planId: `other-${index}`, price: price(paid), credits: credits(10 * amount) }),
        );
        const [burn, waste] = [burnIn(drawn.burn), wasteIn(drawn.cycles)];
        const advice = adviceFor({
          account: { ...account, grants: live },
          nowMs,
          plans: [ownPlan, ...others],
          burn,
          waste,
          runOut: runOutOf(live, steps, noShares),
        });

        for (const each of advice) expectBorneOut(each, { hasPacks, burn, waste, plans: [ownPlan, ...others] });
        const said = new Set(advice.map(({ code }) => code));
        for (const code of said) given.add(code);
        expect(said.has('run-heavy-work-before-renewal') && said.has('shift-heavy-work-after-renewal')).toBe(false);
        expect(said.has('run-heavy-work-before-renewal') && said.has('buy-add-on-before')).toBe(false);
      }),
      { seed: 20261127, numRuns: 1_000 },
    );
    expect([...given].toSorted()).toEqual([...adviceCodes].toSorted());
  });
});
