/** The kinds of advice, each with the figures that it rests on. */
import type { Microcredits } from '../amount.ts';
import type { Plan } from '../catalogue/plan.ts';
import type { Category } from '../catalogue/rate-card.ts';
import type { PackOffer } from '../decisions/pack-offer.ts';
import type { UseRange } from './use-range.ts';

export const adviceCodes = [
  'buy-add-on-before',
  'shift-heavy-work-after-renewal',
  'run-heavy-work-before-renewal',
  'add-on-expires-unused',
  'usage-grew',
  'credits-expired-unused',
] as const;

/**
 * - `buy-add-on-before`: likely use takes more than there is before the renewal, and the plan has packs; `beforeMs` is the earliest at
 *   which nothing may be left.
 * - `shift-heavy-work-after-renewal`: high use takes more than there is by the renewal, by `missing`: some of what is available may
 *   have ended before it.
 * - `run-heavy-work-before-renewal`: even high use leaves a tenth of what this cycle granted.
 * - `add-on-expires-unused`: likely use leaves some of what was paid for.
 * - `usage-grew`: by a quarter at least against the same part of the cycle before; `category` grew most.
 * - `credits-expired-unused`: a quarter at least of what the cycles looked back on granted. `plan` is the cheapest plan that costs
 *   less than the present one and grants as much a cycle as was used in any of them, where there is one.
 */
export type Advice =
  | {
      readonly code: 'buy-add-on-before';
      readonly beforeMs: number;
      readonly available: Microcredits;
      readonly use: UseRange;
      readonly missing: number;
      readonly pack?: PackOffer;
      readonly renewsAtMs: number;
    }
  | {
      readonly code: 'shift-heavy-work-after-renewal';
      readonly available: Microcredits;
      readonly use: UseRange;
      readonly missing: number;
      readonly renewsAtMs: number;
    }
  | {
      readonly code: 'run-heavy-work-before-renewal';
      readonly left: UseRange;
      readonly granted: Microcredits;
      readonly renewsAtMs: number;
    }
  | {
      readonly code: 'add-on-expires-unused';
      readonly grantId: string;
      readonly expiresAtMs: number;
      readonly remaining: Microcredits;
      readonly unused: number;
    }
  | {
      readonly code: 'usage-grew';
      readonly credits: bigint;
      readonly before: bigint;
      readonly category: Category;
      readonly categoryCredits: bigint;
      readonly categoryBefore: bigint;
    }
  | {
      readonly code: 'credits-expired-unused';
      readonly cycles: number;
      readonly granted: bigint;
      readonly unused: bigint;
      /** With its credits for all seats. */
      readonly plan?: Pick<Plan, 'planId' | 'credits'>;
    };
