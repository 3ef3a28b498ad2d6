/**
 * Advice on what a customer may do about its consumption: a closed list of codes, each with the figures it rests on and nothing else.
 * Which of them apply is decided here; the thresholds are the constants below.
 */

import type { Account } from '../account/account.ts';
import { available, hasEnded, remaining } from '../account/grant.ts';
import { type Microcredits, total } from '../amount.ts';
import type { Pack } from '../catalogue/plan.ts';
import { type Category, categories } from '../catalogue/rate-card.ts';
import type { PackOffer } from '../decisions/pack-offer.ts';
import { dayMs } from '../time.ts';
import type { Burn } from './burn.ts';
import { offerFor } from './job-outlook.ts';
import type { RunOut } from './run-out.ts';
import type { UseRange } from './use-range.ts';
import type { Waste } from './waste.ts';

export const adviceCodes = [
  'buy-add-on-before',
  'shift-heavy-work-after-renewal',
  'run-heavy-work-before-renewal',
  'add-on-expires-unused',
  'usage-grew',
  'credits-expired-unused',
] as const;

/**
 * - `buy-add-on-before`: likely use empties the balance before the renewal; `beforeMs` is the earliest at which it may.
 * - `shift-heavy-work-after-renewal`: the balance may be empty before the renewal.
 * - `run-heavy-work-before-renewal`: even high use leaves a tenth of what this cycle granted.
 * - `add-on-expires-unused`: likely use leaves some of what was paid for.
 * - `usage-grew`: by a quarter at least against the same part of the cycle before; `category` grew most.
 * - `credits-expired-unused`: a quarter at least of what the cycles looked back on granted.
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
    };

const growthShareMin = 4n;
const growthAfterMs = 3 * dayMs;
const wasteShareMin = 4n;
const leftShareMin = 0.1;

export interface AdviceBasis {
  readonly account: Account;
  readonly nowMs: number;
  readonly packs: readonly Pack[];
  readonly burn: Burn;
  readonly waste: Waste;
  /** Undefined where the forecast abstains. */
  readonly runOut: RunOut | undefined;
}

export function adviceFor(known: AdviceBasis): readonly Advice[] {
  return [...aboutRunningOut(known), ...aboutAddOns(known), ...aboutGrowth(known), ...aboutWaste(known)];
}

function aboutRunningOut({ account, nowMs, packs, runOut }: AdviceBasis): readonly Advice[] {
  if (runOut === undefined) return [];
  const renewsAtMs = account.cycle.endMs;
  const { use, left } = runOut;
  const live = account.grants.filter((grant) => !hasEnded(grant));
  const granted = total(live.map((grant) => grant.granted));
  if (runOut.earliestMs === undefined) {
    const isMuch = left.low > 0 && left.low >= leftShareMin * granted;
    return isMuch ? [{ code: 'run-heavy-work-before-renewal', left, granted, renewsAtMs }] : [];
  }
  const balance = available(account.grants);
  const shift: Advice = { code: 'shift-heavy-work-after-renewal', available: balance, use, renewsAtMs };
  if (runOut.likelyMs === undefined) return [shift];
  const missing = Math.ceil(runOut.missing.likely);
  const pack = offerFor(missing, { packs, forMs: renewsAtMs - nowMs });
  const beforeMs = runOut.earliestMs;
  const offer = pack === undefined ? {} : { pack };
  return [{ code: 'buy-add-on-before', beforeMs, available: balance, use, missing, ...offer, renewsAtMs }, shift];
}

function aboutAddOns({ runOut }: AdviceBasis): readonly Advice[] {
  const unused = runOut?.unused.filter(({ grant, credits }) => grant.source === 'add-on' && credits >= 1) ?? [];
  return unused.map(({ grant, credits }) => ({
    code: 'add-on-expires-unused',
    grantId: grant.grantId,
    expiresAtMs: grant.expiresAtMs,
    remaining: remaining(grant),
    unused: credits,
  }));
}

/** Not in a cycle's first days: a busy Monday would be growth. */
function aboutGrowth({ account, nowMs, burn }: AdviceBasis): readonly Advice[] {
  const { cycle: now, previousCycleToDate: then } = burn.total;
  if (now === undefined || then === undefined || nowMs - account.cycle.startMs < growthAfterMs) return [];
  if (then.credits <= 0n || (now.credits - then.credits) * growthShareMin < then.credits) return [];
  const [most] = categories
    .map((category) => {
      const { cycle, previousCycleToDate } = burn.byCategory[category];
      return {
        category,
        categoryCredits: cycle?.credits ?? 0n,
        categoryBefore: previousCycleToDate?.credits ?? 0n,
      };
    })
    .toSorted((a, b) => (b.categoryCredits - b.categoryBefore > a.categoryCredits - a.categoryBefore ? 1 : -1));
  return most === undefined ? [] : [{ code: 'usage-grew', credits: now.credits, before: then.credits, ...most }];
}

function aboutWaste({ waste }: AdviceBasis): readonly Advice[] {
  const { granted, unused } = waste.total;
  if (granted <= 0n || unused * wasteShareMin < granted) return [];
  return [{ code: 'credits-expired-unused', cycles: waste.cycles.length, granted, unused }];
}
