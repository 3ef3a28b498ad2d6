/** Which advice applies, each at its bound and not before it, and the figures that it rests on. */
import { describe, expect, it } from 'vitest';
import { newGrant } from '../../../shared/domain/account/grant.ts';
import type { Plan } from '../../../shared/domain/catalogue/plan.ts';
import type { RunOut } from '../../../shared/domain/insights/run-out.ts';
import { account, adviceOn, codes, none, nowMs, quiet, renewsAtMs, use } from '../../support/builders/advice-basis.ts';
import { credits, dayMs, plan, startMs } from '../../support/builders/fixtures.ts';

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

function own(packs: Plan['packs']): Plan {
  return plan({ planId: account.planId, packs });
}
