import type { Account } from '../account/account.ts';
import type { StandingUsage } from '../account/standing-usage.ts';
import { noCredits } from '../amount.ts';
import { accrue } from '../transitions/accrue.ts';
import { change, type Proposal } from './command.ts';
import type { Rules } from './needs.ts';

/** Keeps something else from now on. What was kept before is charged up to this instant first. */
export function changeStanding(
  account: Account,
  { nowMs, rateCards }: Rules,
  standing: Pick<StandingUsage, 'usageId' | 'sku' | 'quantity'>,
  next: (accrued: Account, fromMs: number) => readonly StandingUsage[],
): Proposal {
  const charged = accrue(account, nowMs, rateCards);
  // A clock that is behind may come in the very millisecond that was charged last: it is kept from the next one on.
  const fromMs = Math.max(nowMs, charged.account.accruedAtMs);
  return change(
    charged.account,
    { standing: next(charged.account, fromMs), accruedAtMs: fromMs },
    {
      type: 'standing-usage',
      atMs: fromMs,
      credits: noCredits,
      slices: [],
      category: 'platform',
      standing,
    },
    charged.entries,
  );
}
