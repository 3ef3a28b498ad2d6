import type { Microcredits } from '../domain/amount.ts';
import { done, type Outcome, refused } from '../domain/outcome.ts';
import { type Affordability, affordability } from '../domain/quote.ts';
import type { Category, PriceLine, Usage } from '../domain/rate-card.ts';
import type { CreditStore } from '../storage/store.ts';
import { currentAccount } from './current-account.ts';
import { costOf } from './price-usage.ts';

export interface QuoteQuestion {
  readonly charge:
    | { readonly credits: Microcredits; readonly category?: Category }
    | { readonly usage: readonly Usage[] };
  readonly accountId?: string;
}

export interface Quote {
  readonly credits: Microcredits;
  readonly category?: Category;
  readonly lines?: readonly PriceLine[];
  readonly rateCard?: string;
  readonly account?: Affordability;
}

/** What a usage would cost now, and whether an account could pay it: now, when, or with which pack. Spends nothing. */
export async function quoteUsage(
  store: CreditStore,
  { charge, accountId }: QuoteQuestion,
  nowMs: number,
): Promise<Outcome<Quote>> {
  let quote: Quote;
  if ('usage' in charge) {
    const priced = await costOf(store, charge.usage, nowMs);
    if (priced.kind === 'invalid') return priced;
    if (priced.cost.kind === 'sku-unknown') {
      const isKnown = accountId === undefined || (await store.readAccount(accountId)) !== undefined;
      return refused(isKnown ? { reason: 'sku-unknown', sku: priced.cost.sku } : { reason: 'account-not-found' });
    }
    const { kind: _priced, ...cost } = priced.cost;
    quote = cost;
  } else {
    quote = charge;
  }
  if (accountId === undefined) return done(quote);
  const current = await currentAccount(store, accountId, nowMs);
  if (current === undefined) return refused({ reason: 'account-not-found' });
  return done({ ...quote, account: affordability(current.account, quote.credits, current) });
}
