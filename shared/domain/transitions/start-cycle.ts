import type { Account } from '../account/account.ts';
import { newCycleOf } from '../account/count-limits.ts';
import { newGrant, withOutflows } from '../account/grant.ts';
import { cycleCredits, type Plan } from '../catalogue/plan.ts';
import type { EntryDraft } from '../ledger/entry.ts';
import { type EntryRecord, record } from '../ledger/record.ts';
import { present } from '../present.ts';
import { repay } from './repay.ts';

/** Grants the plan's credits of the account's cycle, for every seat where it is sold so (R31): once when the account opens, then once at each boundary. */
export function startCycle(
  account: Account,
  plan: Plan,
  occasion: Pick<EntryDraft, 'atMs' | 'caller' | 'idempotencyKey' | 'fingerprint' | 'anchorMs' | 'timeZone'>,
): EntryRecord {
  const { seats } = account;
  const credits = cycleCredits(plan, seats ?? 1);
  const { repaid, owed } = repay(account, credits, true);
  const grant = newGrant(`plan-${account.cycle.index}`, credits, account.cycle.endMs, account.seq + 1);
  return record(
    account,
    {
      allotment: credits,
      limits: newCycleOf(account.limits, account.openHolds === 0 ? account.seq + 1 : undefined),
      ...owed,
      grants: [...owed.grants, withOutflows(grant, repaid)],
    },
    {
      ...occasion,
      type: 'grant',
      credits,
      slices: [{ grantId: grant.grantId, credits }],
      expiresAtMs: grant.expiresAtMs,
      cycleStartMs: account.cycle.startMs,
      planId: plan.planId,
      ...present({ seats }),
      ...repaid,
    },
  );
}
