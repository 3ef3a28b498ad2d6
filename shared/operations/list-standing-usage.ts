import type { Quarantine } from '../domain/account/quarantine.ts';
import { keep, type StandingUsage } from '../domain/account/standing-usage.ts';
import { type Microcredits, total } from '../domain/amount.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { present } from '../domain/present.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { currentAccount } from './reading/current-account.ts';

export interface StandingUsages {
  readonly standing: readonly StandingUsage[];
  readonly accruedAtMs: number;
  /** The charge for what was kept since then, if it were made now. */
  readonly accruing: Microcredits;
  readonly quarantine?: Quarantine;
}

export async function listStandingUsage(
  store: AccountStore,
  accountId: string,
  nowMs: number,
): Promise<Outcome<StandingUsages>> {
  const current = await currentAccount(store, accountId, nowMs);
  if (current === undefined) return refused({ reason: 'account-not-found' });
  const { account, rateCards, quarantine } = current;
  const { standing, accruedAtMs } = account;
  const lines = standing.flatMap((usage) => keep(usage, accruedAtMs, current.nowMs, rateCards).lines);
  return done({
    standing,
    accruedAtMs,
    accruing: total(lines.map(({ credits }) => credits)),
    ...present({ quarantine }),
  });
}
