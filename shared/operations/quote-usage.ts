import type { Microcredits } from '../domain/amount.ts';
import { planAt } from '../domain/catalogue/plan.ts';
import type { Category, Dimensions, PriceLine, Usage } from '../domain/catalogue/rate-card.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { type Affordability, affordability } from '../domain/decisions/quote-usage.ts';
import { type JobOutlook, jobOutlook } from '../domain/insights/job-outlook.ts';
import type { UseForecast } from '../domain/insights/use-forecast.ts';
import { useSharesOf } from '../domain/insights/use-shares.ts';
import { present } from '../domain/present.ts';
import { readLoaded } from '../storage/provable.ts';
import type { CreditStore } from '../storage/store.ts';
import { costOf } from './charging/price-usage.ts';
import type { CurrentAccount } from './reading/bring-current.ts';
import { currentAccount } from './reading/current-account.ts';
import { expectedUse, forecastDays } from './reading/expected-use.ts';
import { refusalRules } from './reading/refusal-rules.ts';

export interface QuoteQuestion {
  readonly charge:
    | { readonly credits: Microcredits; readonly category?: Category }
    | { readonly usage: readonly Usage[] };
  readonly accountId?: string;
  /** The user, team and so on whose use it would be, for spending limits. */
  readonly dimensions?: Dimensions;
  /** True to reckon with the use that is to be expected until the renewal. */
  readonly hasOutlook?: boolean;
}

export type QuotedOutlook =
  | ({ readonly kind: 'forecast' } & JobOutlook)
  | Extract<UseForecast, { readonly kind: 'abstains' }>;

export interface Quote {
  readonly credits: Microcredits;
  readonly category?: Category;
  readonly lines?: readonly PriceLine[];
  readonly rateCard?: string;
  readonly account?: Affordability & { readonly renewsAtMs: number };
  readonly outlook?: QuotedOutlook;
}

/** Prices a usage as of now, and whether an account could pay it: now, when, or with which pack. Spends nothing. */
export async function quoteUsage(
  store: CreditStore,
  { charge, accountId, dimensions, hasOutlook = false }: QuoteQuestion,
  nowMs: number,
): Promise<Outcome<Quote>> {
  let quote: Quote;
  if ('usage' in charge) {
    const priced = await costOf(store, charge.usage, nowMs, accountId === undefined ? {} : { accountId });
    if (priced.kind === 'invalid') return priced;
    if (priced.cost.kind === 'sku-unknown') {
      const isKnown = accountId === undefined || (await readLoaded(store, accountId, nowMs)) !== undefined;
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
  const renewsAtMs = current.account.cycle.endMs;
  const asked = { credits: quote.credits, ...present({ category: quote.category, dimensions }) };
  const rules = await refusalRules(store, current, asked.credits);
  const account = { ...affordability(current.account, asked, rules, current.quarantine), renewsAtMs };
  const isOpen = current.account.closedAtMs === undefined;
  const outlook = hasOutlook && isOpen ? await outlookOf(store, current, asked) : undefined;
  return done({ ...quote, account, ...present({ outlook }) });
}

async function outlookOf(
  store: CreditStore,
  current: CurrentAccount,
  asked: Pick<Quote, 'credits' | 'category'>,
): Promise<QuotedOutlook> {
  const { account, plans, nowMs } = current;
  const { forecast, rollUps } = await expectedUse(store, current, forecastDays);
  if (forecast.kind === 'abstains') return forecast;
  const packs = planAt(plans, account.planId, nowMs)?.packs ?? [];
  return {
    kind: 'forecast',
    ...jobOutlook(account, asked, { ...forecast, shares: useSharesOf(rollUps), packs, nowMs }),
  };
}
