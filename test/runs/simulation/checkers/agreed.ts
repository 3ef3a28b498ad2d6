/** Terms agreed beside the balance: limits, caps, and what an upgrade is worth. */

import type { Plan } from '../../../../shared/domain/catalogue/plan.ts';
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';
import { availableIn, type BookedHold, type BookedLimit, type Books } from './books.ts';
import type { Find, Rules } from './rules.ts';

export function planAt({ plans }: Rules, planId: string, atMs: number): Plan | undefined {
  const versions = plans.filter((plan) => plan.planId === planId && plan.effectiveFromMs <= atMs);
  return versions.sort((a, b) => b.effectiveFromMs - a.effectiveFromMs)[0];
}

export function setLimit(books: Books, { limit, seq }: Entry): void {
  if (limit === undefined) return;
  const { limitId, category, dimension, credits } = limit;
  const before = books.limits.get(limitId);
  books.limits.delete(limitId);
  if (credits === undefined) return;
  const user = dimension?.value;
  const isSame = before !== undefined && before.category === category && before.user === user;
  const { used, held, sinceSeq } = isSame ? before : { used: 0, held: 0, sinceSeq: seq };
  books.limits.set(limitId, { category, user, credits, used, held, sinceSeq });
}

/** Late work is done and isn't stopped by limits. */
export function countLimits(books: Books, entry: Entry, say: Find): void {
  for (const limit of limitsOn(books, entry)) limit.used += entry.credits;
  if (!entry.isLate) checkLimits(limitsOn(books, entry), entry, say);
}

/** A return counts for a limit that counted its use, unless the cycle of that is over: what was used then is gone already. */
export function uncountLimits(books: Books, entry: Entry): void {
  const target = entry.reverses ?? 0;
  const charge = books.charges.get(target);
  if (charge?.cycle !== entry.cycle || charge.isKept) return;
  const own = limitsOn(books, entry).filter(({ sinceSeq }) => sinceSeq < target);
  for (const limit of charge.hold === undefined ? own : limitsOver(books, charge.hold)) limit.used -= entry.credits;
}

/** A hold counts for the limits that there were when it was opened. */
export function limitsOfHold(books: Books, entry: Entry): ReadonlySet<number> {
  return new Set(limitsOn(books, entry).map(({ sinceSeq }) => sinceSeq));
}

export function holdLimits(books: Books, hold: BookedHold, entry: Entry, say: Find): void {
  const limits = limitsOver(books, hold);
  for (const limit of limits) limit.held += entry.credits;
  checkLimits(limits, entry, say);
}

/** Its work ran, so that no limit stops what it is charged. */
export function settleLimits(books: Books, hold: BookedHold, charged: number, held: number): void {
  for (const limit of limitsOver(books, hold)) {
    limit.used += charged;
    limit.held -= held;
  }
}

function checkLimits(limits: readonly BookedLimit[], { credits }: Entry, say: Find): void {
  for (const limit of limits)
    if (credits > 0 && limit.used + limit.held > limit.credits)
      say('I3', `uses ${limit.used} and holds ${limit.held} of a limit of ${limit.credits}`);
}

function limitsOver(books: Books, hold: BookedHold): readonly BookedLimit[] {
  return [...books.limits.values()].filter(({ sinceSeq }) => hold.limits.has(sinceSeq));
}

function limitsOn(books: Books, entry: Entry): readonly BookedLimit[] {
  return [...books.limits.values()].filter(
    ({ category, user }) =>
      (category === undefined || category === entry.category) &&
      (user === undefined || entry.dimensions?.['user'] === user),
  );
}

/** Work in progress may overrun up to the plan's cap, and nothing is left uncovered before that. */
export function checkCap(books: Books, entry: Entry, say: Find, rules: Rules): void {
  const { type, overrun, uncovered = 0, uncoveredBefore = 0, atMs } = entry;
  const cap = planAt(rules, books.planId, atMs)?.overrun.cap ?? 0;
  const overran = type === 'extension' ? uncovered : (overrun ?? 0);
  if (overran > uncoveredBefore && books.overrun > cap) say('I3', `overruns ${books.overrun} of ${cap}`);
  if (type !== 'extension' && uncovered > 0 && (availableIn(books) > 0 || books.overrun < cap))
    say(
      'I23',
      `leaves ${uncovered} uncovered with ${availableIn(books)} available and ${books.overrun} of ${cap} overrun`,
    );
}

/** R13: what the new plan has more than this cycle was granted for, for the rest of it. */
export function checkUpgrade(books: Books, { planId = '', atMs, credits }: Entry, say: Find, rules: Rules): void {
  const { cycle } = books;
  const plan = planAt(rules, planId, atMs);
  if (cycle === undefined || plan === undefined) return;
  const isStay = planId === books.planId;
  const more = isStay ? 0 : plan.credits - books.allotment;
  const share = (BigInt(more) * BigInt(cycle.endMs - atMs)) / BigInt(cycle.endMs - cycle.startMs);
  if (BigInt(credits) !== share) say('I9', `is worth ${share}, not ${credits}`);
  if (!isStay) books.allotment = plan.credits;
}
