import { countUse } from '../account/count-limits.ts';
import { setAside } from '../account/draw.ts';
import { type ExhaustionPolicy, type Hold, holdIdOf, openHoldsMax } from '../account/hold.ts';
import { idsOf, limitsFor } from '../account/limit.ts';
import { type Microcredits, noCredits } from '../amount.ts';
import type { Dimensions } from '../catalogue/rate-card.ts';
import { present } from '../present.ts';
import { chargeRefusal } from './charge-refusal.ts';
import { change, command, type Draft } from './command.ts';
import { type Cost, takenBy } from './debit-credits.ts';
import { type Request, refuse } from './decision.ts';

export interface Authorization extends Pick<Request, 'idempotencyKey'> {
  readonly cost: Cost;
  readonly lifeMs: number;
  /** The rate card in effect: what the work uses is priced by it to the end. */
  readonly rateCard?: string;
  readonly whenExhausted: ExhaustionPolicy;
  /** The credits that an extension sets aside beyond what is used; the authorized amount when left out. */
  readonly extendBy?: Microcredits;
  readonly dimensions?: Dimensions;
}

/** Sets credits aside for work that starts: all of them or, when there are fewer, nothing. */
export const authorization = command({
  needs: ({ cost }: Authorization) => ({ taking: takenBy(cost) }),
  decide(account, asked, found) {
    const { cost, dimensions } = asked;
    if (cost.kind === 'sku-unknown') return refuse({ reason: 'sku-unknown', sku: cost.sku });
    if (account.openHolds >= openHoldsMax) return refuse({ reason: 'too-many-holds' });
    const use = { category: cost.category, ...present({ dimensions }) };
    const refusal = chargeRefusal(account, { ...use, credits: cost.credits }, found);
    if (refusal !== undefined) return refuse(refusal);
    const { grants, slices } = setAside(account.grants, cost.credits, cost.category);
    const limitIds = idsOf(limitsFor(account.limits, use));
    const counted = limitIds.length === 0 ? {} : { openedSeq: account.seq + 1 };
    const hold = newHold(asked, { ...use, credits: cost.credits, pinned: slices, limitIds, ...counted }, found.nowMs);
    const draft: Draft = {
      type: 'hold',
      atMs: found.nowMs,
      credits: cost.credits,
      slices,
      ...use,
      hold,
      ...(cost.lines === undefined ? {} : { lines: cost.lines.filter(({ quantity }) => quantity > 0n) }),
      ...present({ rateCard: cost.rateCard }),
    };
    const changes = {
      grants,
      openHolds: account.openHolds + 1,
      holdsDueMs: Math.min(account.holdsDueMs ?? hold.expiresAtMs, hold.expiresAtMs),
      limits: countUse(account.limits, use, { held: cost.credits }),
    };
    return change(account, changes, draft);
  },
});

function newHold(
  { lifeMs, whenExhausted, extendBy, rateCard, idempotencyKey }: Authorization,
  of: Pick<Hold, 'category' | 'dimensions' | 'credits' | 'pinned' | 'limitIds' | 'openedSeq'>,
  nowMs: number,
): Hold {
  const expiresAtMs = nowMs + lifeMs;
  return {
    holdId: holdIdOf(expiresAtMs, idempotencyKey),
    state: 'open',
    ...of,
    used: noCredits,
    overrun: noCredits,
    expiresAtMs,
    whenExhausted,
    slice: extendBy ?? of.credits,
    ...present({ rateCard }),
    reportedAtMs: nowMs,
  };
}
