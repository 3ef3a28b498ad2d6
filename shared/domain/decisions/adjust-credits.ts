import { balanceOf } from '../account/account.ts';
import { drain } from '../account/draw.ts';
import type { AdjustmentDirection } from '../account/grant.ts';
import type { Microcredits } from '../amount.ts';
import { change, command } from './command.ts';
import { refuse } from './decision.ts';
import { grantCredits } from './grant-credits.ts';
import { restoreOf } from './restore.ts';

export interface Adjustment {
  readonly credits: Microcredits;
  readonly direction: AdjustmentDirection;
  readonly reason: string;
  /** The person or process that answers for it. */
  readonly actor: string;
}

/** Goodwill or correction by an operator. What is added ends with the cycle; what is removed is drawn like a debit, all or nothing. */
export const adjustment = command({
  decide(account, { credits, direction, reason, actor }: Adjustment, found) {
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
      const { available } = balanceOf(account);
      return refuse({
        reason: 'insufficient-credits',
        available,
        required: credits,
        restore: restoreOf(account, found),
        isCorrection: true,
      });
    }
    const { grants, slices } = drawn;
    return change(account, { grants }, { ...draft, type: 'correction', credits, slices });
  },
});
