/** The credits that a planned job leaves for the work that is to be expected until the renewal, and with which pack both have room. */

import type { Account } from '../account/account.ts';
import { drawUpTo } from '../account/draw.ts';
import { available } from '../account/grant.ts';
import { amountMaxMicrocredits, type Microcredits, microcredits } from '../amount.ts';
import type { Pack } from '../catalogue/plan.ts';
import type { Category } from '../catalogue/rate-card.ts';
import { cheapestOffer, type PackOffer } from '../decisions/pack-offer.ts';
import { present } from '../present.ts';
import { type ForeseenShares, runOutOf } from './run-out.ts';
import type { UseRange } from './use-range.ts';

/**
 * - `surely`: there is enough for the job and all else until the renewal, even if more is used than in 999 of 1,000 cases
 *   and something as large as six usual weeks comes besides. It is said only by a history four times as long as what is ahead.
 * - `likely`: half the time or more.
 * - `unlikely`: less often. Run it after the renewal, or with the pack.
 */
export const jobFits = ['surely', 'likely', 'unlikely'] as const;

export interface JobOutlook {
  readonly fits: (typeof jobFits)[number];
  /** Available when the job is paid for. Undefined when it can't be. */
  readonly leaves?: Microcredits;
  /** Microcredits used until the renewal beside the job. */
  readonly use: UseRange;
  /** Microcredits of job and likely use that nothing is there for. */
  readonly missing: number;
  /** The cheapest way to buy that now, of packs that last until the renewal. */
  readonly pack?: PackOffer;
}

/** Surroundings that a job is held against; `isLongKnown` as the forecast says. */
export interface JobSurroundings extends ForeseenShares {
  readonly isLongKnown: boolean;
  readonly packs: readonly Pack[];
  readonly nowMs: number;
}

export function jobOutlook(
  { grants, cycle }: Account,
  { credits, category }: { readonly credits: Microcredits; readonly category?: Category },
  { steps, isLongKnown, shares, packs, nowMs }: JobSurroundings,
): JobOutlook {
  const paid = drawUpTo(grants, credits, category);
  const { use, missing } = runOutOf(paid.grants, steps, shares);
  const all = Math.ceil(paid.missing + missing.likely);
  const isPaid = paid.missing === 0;
  const pack = offerFor(all, { packs, forMs: cycle.endMs - nowMs });
  return {
    fits: !isPaid || missing.likely > 0 ? 'unlikely' : missing.most > 0 || !isLongKnown ? 'likely' : 'surely',
    ...(isPaid ? { leaves: available(paid.grants) } : {}),
    use,
    missing: all,
    ...present({ pack }),
  };
}

/** The cheapest offer of packs whose credits are still there so much later. None for more than a balance holds. */
export function offerFor(
  missing: number,
  { packs, forMs }: { readonly packs: readonly Pack[]; readonly forMs: number },
): PackOffer | undefined {
  if (missing <= 0 || missing > amountMaxMicrocredits) return undefined;
  const lasting = packs.filter(({ lifeMs }) => lifeMs === undefined || lifeMs >= forMs);
  return cheapestOffer(lasting, microcredits(missing));
}
