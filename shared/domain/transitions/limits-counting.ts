import type { Account } from '../account/account.ts';
import type { Counting } from '../account/count-limits.ts';
import { idsOf, type Limit, limitsFor, limitsSince } from '../account/limit.ts';
import type { Charge } from '../ledger/charge.ts';
import { countedBy } from './settle-hold.ts';

/** The limits that counted a charge in their present period: what was used before it began is gone from them already. */
export function limitsCounting(account: Account, target: Charge): Counting {
  const { dimensions } = target;
  if (target.type === 'accrual') return { limitIds: [], dimensions };
  const limits = account.limits.filter((limit) => isOfPeriod(limit, target, account));
  return target.type === 'debit'
    ? { limitIds: idsOf(limitsFor(limitsSince(limits, target.seq), target)), dimensions }
    : countedBy({ limits }, target.hold);
}

function isOfPeriod({ period, span }: Limit, { seq, cycle }: Pick<Charge, 'seq' | 'cycle'>, account: Account): boolean {
  if (span !== undefined) return seq > span.afterSeq;
  return period === 'lifetime' || cycle === account.cycle.index;
}
