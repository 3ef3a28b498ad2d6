import { balanceOf } from '../domain/account/account.ts';
import type { ProposedRepair, QuarantineReport } from '../domain/account/quarantine-report.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { present } from '../domain/present.ts';
import { readLoaded } from '../storage/provable.ts';
import { readPastQuarantines } from '../storage/quarantines.ts';
import { planRepair, type RepairPlan } from '../storage/repair-plan.ts';
import type { CreditStore } from '../storage/store.ts';
import { quarantineOf } from './reading/quarantine-of.ts';

export async function readQuarantine(
  store: CreditStore,
  accountId: string,
  nowMs: number,
): Promise<Outcome<QuarantineReport>> {
  const loaded = await readLoaded(store, accountId, nowMs);
  if (loaded === undefined) return refused({ reason: 'account-not-found' });
  const quarantine = await quarantineOf(store, loaded);
  const past = await readPastQuarantines(store.table, accountId);
  if (quarantine === undefined) return done({ accountId, past });
  const plan = await planRepair(store, { accountId, nowMs, sinceMs: quarantine.sinceMs });
  return done({ accountId, quarantine, past, ...present({ repair: plan && proposalOf(plan) }) });
}

function proposalOf({ proved: { account }, withdraws, lost }: RepairPlan): ProposedRepair {
  return { through: account.seq, ...present({ withdraws }), lost, balance: balanceOf(account) };
}
