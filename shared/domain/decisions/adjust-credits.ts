import { drain } from '../account/draw.ts';
import type { AdjustmentDirection } from '../account/grant.ts';
import { type Microcredits, noCredits } from '../amount.ts';
import type { Category } from '../catalogue/rate-card.ts';
import { present } from '../present.ts';
import { adjustmentLifeMaxMs } from './adjustment-life.ts';
import { lackRefusal } from './charge-refusal.ts';
import { change, command } from './command.ts';
import { refuse } from './decision.ts';
import { grantCredits } from './grant-credits.ts';

export interface Adjustment {
  readonly credits: Microcredits;
  readonly direction: AdjustmentDirection;
  /** When what is added ends: ahead, by ten years at most, and past the cycle if need be. With the cycle when left out. */
  readonly expiresAtMs?: number;
  /** The one category that what is added pays for; every one when left out (R29). */
  readonly category?: Category;
  readonly reason: string;
  /** The person or process that answers for it. */
  readonly actor: string;
}

/**
 * Goodwill, a trial, a promotion, a correction by an operator. What is added ends with the cycle or at an instant of its own
 * (R11), and may be for one category (R29); what is removed is drawn like a debit, all or nothing, of what pays for
 * every category.
 */
export const adjustment = command({
  needs: ({ credits, direction }: Adjustment) => ({ taking: direction === 'remove' ? credits : noCredits }),
  decide(account, asked, found) {
    const { credits, direction, expiresAtMs = account.cycle.endMs, category, reason, actor } = asked;
    const draft = { atMs: found.nowMs, reason, actor };
    if (direction === 'add') {
      const isAhead = expiresAtMs > found.nowMs && expiresAtMs <= found.nowMs + adjustmentLifeMaxMs;
      if (!isAhead) return refuse({ reason: 'expiry-out-of-range' });
      return grantCredits(account, {
        source: 'adjustment',
        credits,
        expiresAtMs,
        draft: { type: 'grant', ...draft, ...present({ category }) },
      });
    }
    const drawn = drain(account.grants, credits, 'corrected');
    if (drawn === undefined) {
      return refuse({ ...lackRefusal(account, { credits, isUnlimited: true }, found), isCorrection: true });
    }
    const { grants, slices } = drawn;
    return change(account, { grants }, { ...draft, type: 'correction', credits, slices });
  },
});
