import type { Microcredits } from '../../domain/amount.ts';
import type { Category, Usage } from '../../domain/catalogue/rate-card.ts';
import type { Cost } from '../../domain/decisions/debit-credits.ts';
import type { Invalid } from '../../domain/decisions/outcome.ts';
import type { AccountStore } from '../../storage/account-store.ts';
import { costOf, type PriceTerms } from './price-usage.ts';

/** The charge to be paid: an amount, or usage that the rate card prices. */
export type Charge =
  | { readonly credits: Microcredits; readonly category: Category }
  | { readonly usage: readonly Usage[] };

/** The same for work whose category its hold names. */
export type HeldCharge = { readonly credits: Microcredits } | { readonly usage: readonly Usage[] };

export async function costOfCharge(
  store: AccountStore,
  charge: Charge,
  nowMs: number,
  pricedFor: PriceTerms = {},
): Promise<{ readonly kind: 'cost'; readonly cost: Cost } | Invalid> {
  return 'usage' in charge
    ? costOf(store, charge.usage, nowMs, pricedFor)
    : { kind: 'cost', cost: { kind: 'priced', ...charge } };
}
