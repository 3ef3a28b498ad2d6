import type { Account } from '../account/account.ts';
import { drawUpTo } from '../account/draw.ts';
import { keep } from '../account/standing-usage.ts';
import { plus, total } from '../amount.ts';
import type { RateCard } from '../catalogue/rate-card.ts';
import { record } from '../ledger/record.ts';
import { dayMs } from '../time.ts';
import { cycleCaller, type Transition } from './transition.ts';

/**
 * When standing usage is charged next: every 24 hours from the cycle's start, and at its end. These instants are fixed, so
 * the ledger is the same whether a schedule ran in time or not.
 */
export function nextAccrualMs({ standing, cycle, accruedAtMs }: Account): number {
  if (standing.length === 0) return Number.POSITIVE_INFINITY;
  const days = Math.floor((accruedAtMs - cycle.startMs) / dayMs) + 1;
  return Math.min(cycle.endMs, cycle.startMs + days * dayMs);
}

/**
 * Charges standing usage up to an instant, from what is available; what that doesn't cover is overrun (R18). The entry
 * is dated the last millisecond it covers, in which the grants that end at the instant were still alive.
 */
export function accrue(account: Account, untilMs: number, rateCards: readonly RateCard[]): Transition {
  const { standing, accruedAtMs } = account;
  if (accruedAtMs >= untilMs) return { account, entries: [] };
  const all = standing.map((usage) => keep(usage, accruedAtMs, untilMs, rateCards));
  const kept = all.flatMap(({ lines }) => lines);
  const credits = total(kept.map((line) => line.credits));
  const accrued: Account = { ...account, standing: all.map(({ usage }) => usage), accruedAtMs: untilMs };
  if (credits === 0) return { account: accrued, entries: [] };
  const { grants, slices, missing } = drawUpTo(account.grants, credits, 'platform');
  const { account: after, entry } = record(
    accrued,
    { grants, overrun: plus(account.overrun, missing) },
    {
      type: 'accrual',
      atMs: Math.max(account.lastAtMs, untilMs - 1),
      credits,
      slices,
      caller: cycleCaller,
      category: 'platform',
      kept,
      ...(missing === 0 ? {} : { uncovered: missing }),
    },
  );
  return { account: after, entries: [entry] };
}
