import { isOver, type Promotion } from '../catalogue/promotion.ts';
import { promotionMark } from '../ledger/mark.ts';
import { present } from '../present.ts';
import { command } from './command.ts';
import { refuse } from './decision.ts';
import { grantCredits } from './grant-credits.ts';

export interface Redemption {
  readonly code: string;
  /** As it was published; undefined where no such code was. */
  readonly promotion?: Promotion;
  /** The use that was claimed of its budget; undefined where none was left. */
  readonly use?: number;
}

/** R30: gives what a code promises, once per account, for a use of its budget that was claimed before. */
export const redemption = command({
  needs: ({ code }: Redemption) => ({ marks: [promotionMark(code)] }),
  decide(account, { code, promotion, use }, { nowMs, mark }) {
    const redeemed = mark(promotionMark(code));
    if (redeemed !== undefined) return refuse({ reason: 'promotion-redeemed', redeemedBy: redeemed.seq });
    if (promotion === undefined) return refuse({ reason: 'promotion-not-found' });
    if (isOver(promotion, nowMs)) return refuse({ reason: 'promotion-ended' });
    if (use === undefined) return refuse({ reason: 'promotion-used-up' });
    const { credits, category, lifeMs } = promotion;
    return grantCredits(account, {
      source: 'adjustment',
      credits,
      expiresAtMs: lifeMs === undefined ? account.cycle.endMs : nowMs + lifeMs,
      draft: { type: 'grant', atMs: nowMs, promotion: { code, use }, ...present({ category }) },
    });
  },
});
