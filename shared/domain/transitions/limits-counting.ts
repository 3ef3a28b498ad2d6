import type { Account } from '../account/account.ts';
import { idsOf, limitsFor, limitsSince } from '../account/limit.ts';
import type { Charge } from '../ledger/charge.ts';
import { countedBy } from './settle-hold.ts';

/** The limits that counted a charge. They count this cycle: what was used before it began is gone from them already. */
export function limitsCounting(account: Account, target: Charge): readonly string[] {
  if (target.cycle !== account.cycle.index || target.type === 'accrual') return [];
  return target.type === 'debit'
    ? idsOf(limitsFor(limitsSince(account.limits, target.seq), target))
    : countedBy(account, target.hold);
}
