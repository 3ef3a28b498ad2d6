import { drain } from '../account/draw.ts';
import type { AdjustmentDirection } from '../account/grant.ts';
import { type Microcredits, noCredits } from '../amount.ts';
import { lackRefusal } from './charge-refusal.ts';
import { change, command } from './command.ts';
import { refuse } from './decision.ts';
import { grantCredits } from './grant-credits.ts';

export interface Adjustment {
  readonly credits: Microcredits;
  readonly direction: AdjustmentDirection;
  readonly reason: string;
  /** The person or process that answers for it. */
  readonly actor: string;
}

/** Goodwill or correction by an operator. What is added ends with the cycle; what is removed is drawn like a debit, all or nothing. */
export const adjustment = command({
  needs: ({ credits, direction }: Adjustment) => ({ taking: direction === 'remove' ? credits : noCredits }),
  decide(account, { credits, direction, reason, actor }, found) {
    const draft = { atMs: found.nowMs, reason, actor };
    if (direction === 'add') {
      return grantCredits(account, {
        source: 'adjustment',
        credits,
        expiresAtMs: account.cycle.endMs,
        draft: { type: 'grant', ...draft },
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
