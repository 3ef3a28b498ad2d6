/** R15, R17: what ran is paid as far as anything covers it, and of what was reported a tenth of the hold is lost at most. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import type { Microcredits } from '../../../shared/domain/amount.ts';
import { fold } from '../../../shared/domain/ledger/fold.ts';
import { credits } from '../../support/builders/fixtures.ts';
import { live, lives } from '../../support/builders/hold-lives.ts';

const runs = Number(process.env['HOLDS'] ?? 2_000);

function least(...amounts: readonly number[]): number {
  return Math.min(...amounts);
}

describe('a hold of any life', () => {
  it('is charged what ran, as far as hold, balance and cap cover it, and says what is left', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const { hold, before, after, end, used } = live(life);
        const covered =
          hold.credits + balanceOf(before).available + Math.max(credits(life.cap) - before.overrun, 0) + hold.overrun;

        expect(end.credits).toBe(least(used, covered));
        expect(end.credits + (end.uncovered ?? 0)).toBe(used);
        expect(balanceOf(after).held).toBe(0);
        expect(balanceOf(after).available).toBe(Math.max(0, hold.credits + balanceOf(before).available - used));
        expect(balanceOf(after).overrun).toBeLessThanOrEqual(Math.max(credits(life.cap), before.overrun));
        expect(end.hold).toMatchObject({ used: end.credits, overrun: 0, pinned: [] });
      }),
      { numRuns: runs },
    );
  });

  it('that was killed is charged what it reported, less a tenth of what was set aside at most', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const { end, hold, reported } = live({ ...life, isKilled: true });
        expect(end.credits + (end.uncovered ?? 0)).toBeGreaterThan(reported - hold.credits / 10);
      }),
      { numRuns: runs },
    );
  });

  it('leaves a ledger from which the balance follows', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const { after, entries } = live(life);
        const folded = fold(entries);
        expect([folded.available, folded.held, folded.overrun].map(Number)).toEqual([
          balanceOf(after).available,
          balanceOf(after).held,
          balanceOf(after).overrun,
        ]);
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });

  it('settles alike under both policies, where its reports were answered alike', () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 0, max: 1_000 }), (life, used) => {
        const [one, other] = (['complete', 'pause'] as const).map((whenExhausted) =>
          live({ ...life, whenExhausted, reports: [], isKilled: false, used }),
        );
        const { credits: charged, uncovered, overrun, slices } = one?.end ?? expect.fail('no end');
        expect(other?.end).toMatchObject({ credits: charged, slices });
        expect([other?.end.uncovered, other?.end.overrun] satisfies (Microcredits | undefined)[]).toEqual([
          uncovered,
          overrun,
        ]);
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });
});
