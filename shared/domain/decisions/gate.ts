/**
 * The gate (R14). At zero, new `ai` requests are paused and new `infrastructure` runs restricted; what is kept stays
 * kept (R18) and reads always work. Asked about an amount, it also says whether that much could be debited now.
 */

import { type Account, balanceOf, stateOf } from '../account/account.ts';
import { limitReached } from '../account/limit.ts';
import { type Microcredits, microcredits } from '../amount.ts';
import type { PlanCatalogue } from '../catalogue/plan.ts';
import { byCategory, type Category, categories, type Dimensions } from '../catalogue/rate-card.ts';
import { present } from '../present.ts';
import type { Restore } from './refusal.ts';
import { restoreOf } from './restore.ts';

export const denialReasons = ['closed', 'exhausted', 'limit-reached', 'insufficient-credits'] as const;
export type DenialReason = (typeof denialReasons)[number];

/** The fate of new work that is denied. */
export const denialEffects = ['paused', 'restricted', 'refused'] as const;
export type DenialEffect = (typeof denialEffects)[number];

export type Verdict =
  | { readonly isAllowed: true }
  | {
      readonly isAllowed: false;
      readonly reason: DenialReason;
      readonly effect: DenialEffect;
      /** When the account ran out, or closed. */
      readonly sinceMs?: number;
      /** The spending limit that denies it. */
      readonly limitId?: string;
    };

export interface GateAnswer {
  readonly verdicts: Readonly<Record<Category, Verdict>>;
  readonly available: Microcredits;
  /** Present when something is denied that credits would restore. */
  readonly restore?: Restore;
}

/** An amount, for one category or any, and whose use it would be. */
export interface GateQuestion {
  readonly credits?: Microcredits;
  readonly category?: Category;
  readonly dimensions?: Dimensions;
}

/** Without an amount, the question is whether anything at all may be used. */
const leastCredits = microcredits(1);

const effectsAtZero = {
  ai: 'paused',
  infrastructure: 'restricted',
  platform: undefined,
} as const satisfies Record<Category, DenialEffect | undefined>;

export function gate(
  account: Account,
  question: GateQuestion | undefined,
  context: { readonly nowMs: number; readonly plans: PlanCatalogue },
): GateAnswer {
  const { available } = balanceOf(account);
  const verdicts = byCategory((category) => verdict(account, category, question));
  const isRestorable = categories.some((category) => {
    const each = verdicts[category];
    return !each.isAllowed && each.reason !== 'closed';
  });
  return { verdicts, available, ...(isRestorable ? { restore: restoreOf(account, context) } : {}) };
}

function verdict(account: Account, category: Category, question: GateQuestion | undefined): Verdict {
  const { closedAtMs, exhaustedSinceMs } = account;
  if (closedAtMs !== undefined) return { isAllowed: false, reason: 'closed', effect: 'refused', sinceMs: closedAtMs };
  const effect = effectsAtZero[category];
  if (stateOf(account) === 'exhausted' && effect !== undefined) {
    return {
      isAllowed: false,
      reason: 'exhausted',
      effect,
      ...present({ sinceMs: exhaustedSinceMs }),
    };
  }
  const isAsked = question !== undefined && (question.category ?? category) === category;
  const credits = (isAsked ? question.credits : undefined) ?? leastCredits;
  const dimensions = question?.dimensions;
  const reached = limitReached(account.limits, { category, ...present({ dimensions }) }, credits);
  if (reached !== undefined) {
    return { isAllowed: false, reason: 'limit-reached', effect: effect ?? 'refused', limitId: reached.limitId };
  }
  if (isAsked && credits > balanceOf(account).available && question.credits !== undefined) {
    return { isAllowed: false, reason: 'insufficient-credits', effect: 'refused' };
  }
  return { isAllowed: true };
}
