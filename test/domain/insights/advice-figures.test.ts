/** Advice and the figures that it rests on, on balances and uses made by chance. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newGrant } from '../../../shared/domain/account/grant.ts';
import { adviceFor } from '../../../shared/domain/insights/advice.ts';
import type { Advice } from '../../../shared/domain/insights/advice-kinds.ts';
import { runOutOf } from '../../../shared/domain/insights/run-out.ts';
import { noShares } from '../../../shared/domain/insights/use-shares.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { credits, dayMs, openedAccount, plan, startMs } from '../../support/builders/fixtures.ts';

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
});

describe('advice', () => {
  it('is never contradicted by the figures beside it, on a thousand balances', () => {
    fc.assert(
      fc.property(generated, ({ grants, hours, likely, spread, hasPacks }) => {
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
        const ownPlan = plan({ planId: account.planId, ...(hasPacks ? {} : { packs: [] }) });
        const advice = adviceFor({
          account: { ...account, grants: live },
          nowMs,
          plans: [ownPlan],
          burn: { spans: {}, total: {}, byCategory: { ai: {}, infrastructure: {}, platform: {} } },
          waste: { cycles: [], total: { granted: 0n, unused: 0n } },
          runOut: runOutOf(live, steps, noShares),
        });

        for (const each of advice) expectBorneOut(each, hasPacks);
        const said = new Set(advice.map(({ code }) => code));
        expect(said.has('run-heavy-work-before-renewal') && said.has('shift-heavy-work-after-renewal')).toBe(false);
        expect(said.has('run-heavy-work-before-renewal') && said.has('buy-add-on-before')).toBe(false);
      }),
      { seed: 20261127, numRuns: 1_000 },
    );
  });
});

function expectBorneOut(advice: Advice, hasPacks: boolean): void {
  switch (advice.code) {
    case 'buy-add-on-before':
      expect(hasPacks && advice.missing > 0 && Math.ceil(advice.use.likely) >= advice.missing).toBe(true);
      expect(advice.pack === undefined || advice.pack.credits >= advice.missing).toBe(true);
      break;
    case 'shift-heavy-work-after-renewal':
      expect(advice.missing > 0 && advice.missing <= Math.ceil(advice.use.high)).toBe(true);
      break;
    case 'run-heavy-work-before-renewal':
      expect(advice.left.low > 0 && advice.left.likely >= advice.left.low).toBe(true);
      break;
    case 'add-on-expires-unused':
      expect(advice.unused > 0 && advice.unused <= advice.remaining).toBe(true);
      break;
    default:
      throw new Error(`nothing was asked about ${advice.code}`);
  }
}
