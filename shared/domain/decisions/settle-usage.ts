/** Usage that has happened, as events tell of it. */
import { countSettled } from '../account/count-limits.ts';
import { drawUpTo } from '../account/draw.ts';
import { plus } from '../amount.ts';
import { givenWithDebit, membersIn } from '../ledger/members.ts';
import { present } from '../present.ts';
import { change, command } from './command.ts';
import type { Debit } from './debit-credits.ts';
import { refuse } from './decision.ts';
import { refusedTime } from './occurred.ts';

export type SettledUsage = Omit<Debit, 'lateFor' | 'isInTime'>;

/**
 * R36: a debit that is never refused for lack of credits or by a spending limit, since nothing can be stopped any more. What credits don't
 * cover is overrun, whatever the plan's cap on it; limits count it. Refused are an unknown or closed account, usage that isn't priced, and
 * usage from outside the plan's window.
 */
export const settleUsage = command({
  decide(account, asked: SettledUsage, found) {
    const { cost, dimensions, occurredAtMs } = asked;
    const outOfTime = occurredAtMs === undefined ? undefined : refusedTime(account, occurredAtMs, found);
    if (outOfTime !== undefined) return outOfTime;
    if (cost.kind === 'sku-unknown') return refuse({ reason: 'sku-unknown', sku: cost.sku });
    const use = { category: cost.category, ...present({ dimensions }) };
    const { grants, slices, missing } = drawUpTo(account.grants, cost.credits, cost.category);
    const limits = countSettled(account.limits, use, { used: cost.credits });
    return change(
      account,
      { grants, limits, overrun: plus(account.overrun, missing) },
      {
        type: 'debit',
        atMs: found.nowMs,
        credits: cost.credits,
        slices,
        ...use,
        ...present({ lines: cost.lines, rateCard: cost.rateCard }),
        ...membersIn(asked, givenWithDebit),
        ...(missing === 0 ? {} : { uncovered: missing }),
      },
    );
  },
});
