/**
 * The gate (R14): whether anything, or the amount asked about, could be debited now, by the judgement of the debit itself (R26). At
 * zero, new `ai` requests are paused, new `infrastructure` runs restricted and new `platform` charges refused; what is kept
 * stays kept (R18), and reads always work.
 */

import { type Account, balanceOf, stateOf } from '../account/account.ts';
import { availableByCategory, availableFor } from '../account/grant.ts';
import type { Quarantine } from '../account/quarantine.ts';
import { type Microcredits, microcredits } from '../amount.ts';
import { byCategory, type Category, categories, type Dimensions } from '../catalogue/rate-card.ts';
import { present } from '../present.ts';
import type { RefusalRules } from './looking-ahead.ts';
import { obstacleTo, type ProposedCharge } from './obstacle.ts';
import { restoreOf } from './restore.ts';
import type { Restore } from './way.ts';

export const denialReasons = [
  'quarantined',
  'closed',
  'suspended',
  'exhausted',
  'too-many-limit-values',
  'limit-reached',
  'insufficient-credits',
] as const;
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
      /** When the account ran out, was suspended, or closed. */
      readonly sinceMs?: number;
      /** The spending limit that denies it. */
      readonly limitId?: string;
    };

export interface GateAnswer {
  readonly verdicts: Readonly<Record<Category, Verdict>>;
  readonly available: Microcredits;
  /** The part of it that each category may spend, where that differs (R29). */
  readonly availableFor?: Readonly<Record<Category, Microcredits>>;
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
export const leastCredits = microcredits(1);

/** New `platform` charges need credits like all others; what is kept already stays, and is charged on (R18). */
const effectsAtZero = {
  ai: 'paused',
  infrastructure: 'restricted',
  platform: 'refused',
} as const satisfies Record<Category, DenialEffect>;

export function gate(
  account: Account,
  question: GateQuestion | undefined,
  rules: RefusalRules,
  quarantine?: Quarantine,
): GateAnswer {
  const told = {
    available: balanceOf(account).available,
    ...present({ availableFor: availableByCategory(account.grants) }),
  };
  if (quarantine !== undefined) {
    const { sinceMs } = quarantine;
    const denial = { isAllowed: false, reason: 'quarantined', effect: 'refused', sinceMs } as const;
    return { verdicts: byCategory(() => denial), ...told };
  }
  const charges = byCategory((category) => chargeOf(category, question));
  const verdicts = byCategory((category) => verdict(account, category, charges[category]));
  const denied = [...(question?.category === undefined ? [] : [question.category]), ...categories].find(
    (category) => !verdicts[category].isAllowed,
  );
  const isRestorable = denied !== undefined && account.closedAtMs === undefined;
  return {
    verdicts,
    ...told,
    ...(isRestorable ? { restore: restoreOf(account, charges[denied], rules) } : {}),
  };
}

/** The amount is that of the category asked about, or of every category. */
function chargeOf(category: Category, question: GateQuestion | undefined): ProposedCharge {
  const isAsked = question !== undefined && (question.category ?? category) === category;
  const credits = (isAsked ? question.credits : undefined) ?? leastCredits;
  return { category, credits, ...present({ dimensions: question?.dimensions }) };
}

/** The answer that the debit would get. */
function verdict(account: Account, category: Category, charge: ProposedCharge): Verdict {
  const obstacle = obstacleTo(account, charge);
  if (obstacle === undefined) return { isAllowed: true };
  const effect = effectsAtZero[category];
  switch (obstacle.reason) {
    case 'account-closed':
      return { isAllowed: false, reason: 'closed', effect: 'refused', sinceMs: obstacle.sinceMs };
    case 'too-many-limit-values':
    case 'limit-reached': {
      const { limitId } = obstacle.limit;
      return { isAllowed: false, reason: obstacle.reason, effect, limitId };
    }
    case 'insufficient-credits': {
      if (account.suspendedSinceMs !== undefined)
        return { isAllowed: false, reason: 'suspended', effect, sinceMs: account.suspendedSinceMs };
      if (stateOf(account) === 'exhausted')
        return { isAllowed: false, reason: 'exhausted', effect, ...present({ sinceMs: account.exhaustedSinceMs }) };
      // What is left is for other categories: for this one there is nothing, as at zero.
      const isNothing = availableFor(account.grants, category) === 0;
      return { isAllowed: false, reason: 'insufficient-credits', effect: isNothing ? effect : 'refused' };
    }
    default:
      return obstacle satisfies never;
  }
}
