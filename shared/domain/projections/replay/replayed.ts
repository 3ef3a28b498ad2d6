import type { Account } from '../../account/account.ts';
import type { Hold } from '../../account/hold.ts';
import type { PlanCatalogue } from '../../catalogue/plan.ts';
import type { RateCard } from '../../catalogue/rate-card.ts';
import type { Entry } from '../../ledger/entry.ts';

/** An account between two entries, and the holds that are open then. */
export interface Replayed {
  readonly account: Account;
  readonly holds: ReadonlyMap<string, Hold>;
  /** Which grant each payment bought, of those that haven't ended. */
  readonly purchases: ReadonlyMap<string, string>;
}

/** Rules that entries don't say: the credits of a plan that was changed to, and the prices of what is kept. */
export interface ReplayRules {
  readonly plans: PlanCatalogue;
  readonly rateCards: readonly RateCard[];
  /** The entry that the one replayed takes back, by its `reverses`; without it, as much as the entry itself says of that. */
  readonly undone?: Entry;
}

export function withAccount(from: Replayed, account: Account): Replayed {
  return { ...from, account };
}
