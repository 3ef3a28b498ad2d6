import type { Account } from '../account/account.ts';
import { newCycleOf } from '../account/count-limits.ts';
import { newGrant, withOutflows } from '../account/grant.ts';
import { noCredits } from '../amount.ts';
import { cycleCredits, type Plan } from '../catalogue/plan.ts';
import type { DraftOf, EntryDraft } from '../ledger/entry.ts';
import { type EntryRecord, record } from '../ledger/record.ts';
import { present } from '../present.ts';
import { prorate } from './prorate.ts';
import { repay } from './repay.ts';

type Occasion = Pick<EntryDraft, 'atMs' | 'caller' | 'idempotencyKey' | 'fingerprint' | 'anchorMs' | 'timeZone'>;

/**
 * Grants the plan's credits of the account's cycle, for every seat where it is sold so (R31): once when the account opens, then once
 * at each boundary. A cycle that begins while nothing pays for it gets none yet (R35).
 */
export function startCycle(before: Account, plan: Plan, occasion: Occasion): EntryRecord {
  const { isCycleUnpaid: _over, ...account } = before;
  const limits = newCycleOf(account.limits, account.openHolds === 0 ? account.seq + 1 : undefined);
  const { startMs: cycleStartMs, endMs: expiresAtMs } = account.cycle;
  const { seats } = account;
  const told = { cycleStartMs, planId: plan.planId, ...present({ seats }) };
  if (account.suspendedSinceMs === undefined)
    return grantPlanCredits({ ...account, limits }, plan, { ...occasion, ...told });
  return record(
    account,
    { allotment: noCredits, limits, isCycleUnpaid: true },
    { ...occasion, ...told, type: 'grant', credits: noCredits, slices: [], expiresAtMs, isUnpaid: true },
  );
}

/** Grants the credits of a cycle that there is: the part that it is of a whole one, where it began late to follow a subscription (R35). */
export function grantPlanCredits(
  account: Account,
  plan: Plan,
  occasion: Occasion & Pick<DraftOf<'grant'>, 'cycleStartMs' | 'planId' | 'seats'>,
): EntryRecord {
  const allotment = cycleCredits(plan, account.seats ?? 1);
  const credits = prorate(allotment, account, account.cycle.startMs);
  const { repaid, owed } = repay(account, credits, true);
  const grant = newGrant(`plan-${account.cycle.index}`, credits, account.cycle.endMs, account.seq + 1);
  return record(
    account,
    { allotment, ...owed, grants: [...owed.grants, withOutflows(grant, repaid)] },
    {
      ...occasion,
      type: 'grant',
      credits,
      slices: [{ grantId: grant.grantId, credits }],
      expiresAtMs: grant.expiresAtMs,
      ...repaid,
    },
  );
}
