import type { Limit } from '../domain/account/limit.ts';
import { done, type Outcome } from '../domain/decisions/outcome.ts';
import type { CreditStore } from '../storage/store.ts';
import { type AccountAt, type AtQuestion, accountAt } from './reading/account-at.ts';

export interface LimitsAt extends Omit<AccountAt, 'account'> {
  readonly limits: readonly Limit[];
  readonly cycleEndMs: number;
}

export async function listLimits(store: CreditStore, asked: AtQuestion, nowMs: number): Promise<Outcome<LimitsAt>> {
  const found = await accountAt(store, asked, nowMs);
  if (found.kind !== 'done') return found;
  const { account, ...rest } = found.value;
  return done({ limits: account.limits, cycleEndMs: account.cycle.endMs, ...rest });
}
