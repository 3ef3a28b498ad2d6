import type { Microcredits } from '../domain/amount.ts';
import type { Category, Dimensions, Usage } from '../domain/catalogue/rate-card.ts';
import { type GateAnswer, type GateQuestion, gate } from '../domain/decisions/gate.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { present } from '../domain/present.ts';
import type { CreditStore } from '../storage/store.ts';
import { costOf } from './charging/price-usage.ts';
import { currentAccount } from './reading/current-account.ts';

export interface AccessQuestion {
  readonly accountId: string;
  readonly credits?: Microcredits;
  readonly category?: Category;
  readonly usage?: readonly Usage[];
  readonly dimensions?: Dimensions;
}

/** One eventually consistent read of one item: cheap enough before every request. The debit itself decides. */
export async function checkAccess(
  store: CreditStore,
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
  return done(gate(current.account, question, current));
}
