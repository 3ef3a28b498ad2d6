import type { Microcredits } from '../domain/amount.ts';
import type { Category, Dimensions, Usage } from '../domain/catalogue/rate-card.ts';
import { type GateAnswer, type GateQuestion, gate, leastCredits } from '../domain/decisions/check-access.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { present } from '../domain/present.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { costOf } from './charging/price-usage.ts';
import { currentAccount } from './reading/current-account.ts';
import { refusalRules } from './reading/refusal-rules.ts';

export interface AccessQuestion {
  readonly accountId: string;
  readonly credits?: Microcredits;
  readonly category?: Category;
  readonly usage?: readonly Usage[];
  readonly dimensions?: Dimensions;
}

/** One eventually consistent read of one item: cheap enough before every request. The debit itself decides. Where there are too few credits, a second read looks for work in progress. */
export async function checkAccess(
  store: AccountStore,
  asked: AccessQuestion,
  nowMs: number,
): Promise<Outcome<GateAnswer>> {
  const { accountId, credits, category, usage, dimensions } = asked;
  const current = await currentAccount(store, accountId, nowMs, { isEventual: true });
  if (current === undefined) return refused({ reason: 'account-not-found' });
  let question: GateQuestion = {
    ...present({ credits, category, dimensions }),
  };
  if (usage !== undefined) {
    const priced = await costOf(store, usage, nowMs, { accountId });
    if (priced.kind === 'invalid') return priced;
    if (priced.cost.kind === 'sku-unknown') return refused({ reason: 'sku-unknown', sku: priced.cost.sku });
    question = { ...question, credits: priced.cost.credits, category: priced.cost.category };
  }
  const rules = await refusalRules(store, current, question.credits ?? leastCredits);
  return done(gate(current.account, question, rules, current.quarantine));
}
