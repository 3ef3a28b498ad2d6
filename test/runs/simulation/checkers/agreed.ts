/** Terms agreed beside the balance: caps, and what an upgrade is worth. */

import type { Plan } from '../../../../shared/domain/catalogue/plan.ts';
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';
import type { Books } from './books.ts';
import { drawDown } from './draw-down.ts';
import type { Find, Rules } from './rules.ts';

export function planAt({ plans }: Rules, planId: string, atMs: number): Plan | undefined {
  const versions = plans.filter((plan) => plan.planId === planId && plan.effectiveFromMs <= atMs);
  return versions.sort((a, b) => b.effectiveFromMs - a.effectiveFromMs)[0];
}

/** Work in progress may overrun up to the plan's cap, and nothing is left uncovered before that. */
export function checkCap(books: Books, entry: Entry, say: Find, rules: Rules): void {
  const { type, category, overrun, uncovered = 0, uncoveredBefore = 0, atMs } = entry;
  const cap = planAt(rules, books.planId, atMs)?.overrun.cap ?? 0;
  const overran = type === 'extension' ? uncovered : (overrun ?? 0);
  if (overran > uncoveredBefore && books.overrun > cap) say('I3', `overruns ${books.overrun} of ${cap}`);
  if (type === 'extension' || uncovered === 0) return;
  const available = uncovered - drawDown(books, uncovered, category).missing;
  if (available > 0 || books.overrun < cap)
    say('I23', `leaves ${uncovered} uncovered with ${available} available and ${books.overrun} of ${cap} overrun`);
}

/** R13: what the new plan has more than this cycle was granted for, for the rest of it. */
export function checkUpgrade(
  books: Books,
  { planId = '', seats = 1, atMs, credits }: Entry,
  say: Find,
  rules: Rules,
): void {
  const { cycle } = books;
  const plan = planAt(rules, planId, atMs);
  if (cycle === undefined || plan === undefined) return;
  const isStay = planId === books.planId && seats === books.seats;
  const more = isStay ? 0 : grantedBy(plan, seats) - books.allotment;
  const share = (BigInt(more) * BigInt(cycle.endMs - atMs)) / BigInt(cycle.endMs - cycle.startMs);
  if (BigInt(credits) !== share) say('I9', `is worth ${share}, not ${credits}`);
  if (!isStay) books.allotment = grantedBy(plan, seats);
  books.seats = seats;
}

/** R31: for every seat, of a plan that is sold so. */
export function grantedBy({ credits, isPerSeat }: Plan, seats: number): number {
  return isPerSeat === true ? credits * seats : credits;
}
