/**
 * Advice on what a customer may do about its consumption: a closed list of codes, each with the figures it rests on and nothing else.
 * Which of them apply is decided here, the most pressing first; the thresholds are the constants below. A closed account is
 * told nothing.
 */

import type { Account } from '../account/account.ts';
import { available, hasEnded, remaining } from '../account/grant.ts';
import { total } from '../amount.ts';
import type { Plan } from '../catalogue/plan.ts';
import { categories } from '../catalogue/rate-card.ts';
import { present } from '../present.ts';
import { dayMs } from '../time.ts';
import type { Advice } from './advice-kinds.ts';
import type { Burn } from './burn.ts';
import { cheaperPlan } from './cheaper-plan.ts';
import { offerFor } from './job-outlook.ts';
import type { RunOut } from './run-out.ts';
import type { Waste } from './waste.ts';

const growthShareMin = 4n;
const growthAfterMs = 3 * dayMs;
const wasteShareMin = 4n;
const leftShareMin = 0.1;

export interface AdviceBasis {
  readonly account: Account;
  readonly nowMs: number;
  /** As they are now, the account's own among them. */
  readonly plans: readonly Plan[];
  readonly burn: Burn;
  readonly waste: Waste;
  /** Undefined where the forecast abstains. */
  readonly runOut: RunOut | undefined;
}

export function adviceFor(known: AdviceBasis): readonly Advice[] {
  if (known.account.closedAtMs !== undefined) return [];
  return [...aboutRunningOut(known), ...aboutAddOns(known), ...aboutGrowth(known), ...aboutWaste(known)];
}

function aboutRunningOut({ account, nowMs, plans, runOut }: AdviceBasis): readonly Advice[] {
  if (runOut === undefined) return [];
  const packs = plans.find(({ planId }) => planId === account.planId)?.packs ?? [];
  const renewsAtMs = account.cycle.endMs;
  const { use, ended } = runOut;
  if (runOut.earliestMs === undefined) {
    const ending = account.grants.filter((grant) => !hasEnded(grant) && grant.expiresAtMs <= renewsAtMs);
    const granted = total(ending.map((grant) => grant.granted));
    const isMuch = ended.low > 0 && ended.low >= leftShareMin * granted;
    return isMuch ? [{ code: 'run-heavy-work-before-renewal', left: ended, granted, renewsAtMs }] : [];
  }
  const balance = available(account.grants);
  // Use that takes all there is and no more leaves nothing to put off.
  const most = Math.ceil(runOut.missing.high);
  const shift: readonly Advice[] =
    most > 0 ? [{ code: 'shift-heavy-work-after-renewal', available: balance, use, missing: most, renewsAtMs }] : [];
  const missing = Math.ceil(runOut.missing.likely);
  if (runOut.likelyMs === undefined || missing === 0 || packs.length === 0) return shift;
  const pack = offerFor(missing, { packs, forMs: renewsAtMs - nowMs });
  const beforeMs = runOut.earliestMs;
  const offer = pack === undefined ? {} : { pack };
  return [{ code: 'buy-add-on-before', beforeMs, available: balance, use, missing, ...offer, renewsAtMs }, ...shift];
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

/** No smaller plan is named where likely use takes more than this one grants. */
function aboutWaste({ account, plans, waste, runOut }: AdviceBasis): readonly Advice[] {
  const { granted, unused } = waste.total;
  if (granted <= 0n || unused * wasteShareMin < granted) return [];
  const cheaper = runOut?.likelyMs === undefined ? cheaperPlan(account, plans, waste) : undefined;
  return [
    { code: 'credits-expired-unused', cycles: waste.cycles.length, granted, unused, ...present({ plan: cheaper }) },
  ];
}
