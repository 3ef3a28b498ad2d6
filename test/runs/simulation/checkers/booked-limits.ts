/** Spending limits, and what counts for them, as the entries alone make them. Days and weeks are those of UTC, as every account's are here. */
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';
import type { BookedCounter, BookedHold, BookedLimit, Books } from './books.ts';
import type { Find } from './rules.ts';

const dayMs = 86_400_000;
const nobody = '';
/** As the simulator's copy of the product has it (`remembering.ts`): a hundred users would make a history of their own. */
const valuesMax = 3;

/** The days of UTC begin with its midnights, and its weeks with those of Mondays: 1970 began on a Thursday. */
function startOf(period: string, atMs: number): number {
  const day = Math.floor(atMs / dayMs);
  if (period === 'day') return day * dayMs;
  return period === 'week' ? (day - ((day + 3) % 7)) * dayMs : Number.NEGATIVE_INFINITY;
}

/** Limits as time alone leaves them: gone at their end, and begun anew with a day or week. */
export function passTime(books: Books, atMs: number): void {
  for (const [limitId, limit] of books.limits) {
    if (limit.endsAtMs <= atMs) books.limits.delete(limitId);
    const fromMs = startOf(limit.period, atMs);
    if (fromMs > limit.fromMs) beginAnew(limit);
    limit.fromMs = Math.max(limit.fromMs, fromMs);
  }
}

export function passCycle(books: Books): void {
  for (const limit of books.limits.values()) if (limit.period === 'cycle') beginAnew(limit);
}

/** Work in progress goes on to be counted; users who have none are forgotten. */
function beginAnew({ counters }: BookedLimit): void {
  for (const [value, counter] of counters) {
    counter.used = 0;
    if (value !== nobody && counter.held === 0) counters.delete(value);
  }
}

export function setLimit(books: Books, { limit, seq, atMs }: Entry): void {
  if (limit === undefined) return;
  const { limitId, category, dimension, period = 'cycle', credits, endsAtMs = Number.POSITIVE_INFINITY } = limit;
  const before = books.limits.get(limitId);
  books.limits.delete(limitId);
  if (credits === undefined) return;
  const said = JSON.stringify([category, dimension, period]);
  const isSame = before !== undefined && said === JSON.stringify([before.category, before.dimension, before.period]);
  const counters = new Map(dimension?.each ? [] : [[nobody, { used: 0, held: 0 }]]);
  const begun = isSame ? before : { sinceSeq: seq, counters, fromMs: startOf(period, atMs) };
  books.limits.set(limitId, { ...begun, limitId, category, dimension, period, credits, endsAtMs });
}

/** Late work is done and isn't stopped by limits. */
export function countLimits(books: Books, entry: Entry, say: Find): void {
  const limits = limitsOn(books, entry);
  for (const limit of limits) counterOf(limit, entry).used += entry.credits;
  if (!entry.isLate) checkLimits(limits, entry, say);
}

/** A return counts for a limit that counted its use, unless the period of that is over: what was used then is gone already. */
export function uncountLimits(books: Books, entry: Entry): void {
  const target = entry.reverses ?? 0;
  const charge = books.charges.get(target);
  if (charge === undefined || charge.isKept) return;
  const own = limitsOn(books, entry).filter(({ sinceSeq }) => sinceSeq < target);
  for (const limit of charge.hold === undefined ? own : limitsOver(books, charge.hold)) {
    const isOver = limit.period === 'cycle' ? charge.cycle !== entry.cycle : charge.atMs < limit.fromMs;
    if (!isOver) counterOf(limit, entry).used -= entry.credits;
  }
}

/** A hold counts for the limits that there were when it was opened. */
export function limitsOfHold(books: Books, entry: Entry): ReadonlySet<number> {
  return new Set(limitsOn(books, entry).map(({ sinceSeq }) => sinceSeq));
}

export function holdLimits(books: Books, hold: BookedHold, entry: Entry, say: Find): void {
  const limits = limitsOver(books, hold);
  if (entry.credits > 0) for (const limit of limits) counterOf(limit, entry).held += entry.credits;
  checkLimits(limits, entry, say);
}

/** Its work ran, so that no limit stops what it is charged. */
export function settleLimits(books: Books, hold: BookedHold, entry: Entry, held: number): void {
  for (const limit of limitsOver(books, hold)) {
    const counter = counterOf(limit, entry);
    counter.used += entry.type === 'release' ? 0 : entry.credits;
    counter.held -= held;
  }
}

/** A limit of one user stands in for that of each, of the same category. */
function checkLimits(limits: readonly BookedLimit[], entry: Entry, say: Find): void {
  const isStoodInFor = ({ category, dimension }: BookedLimit): boolean =>
    dimension?.each === true && limits.some((own) => own.category === category && own.dimension?.value !== undefined);
  for (const limit of limits) {
    if (entry.credits === 0 || isStoodInFor(limit)) continue;
    const { used, held } = counterOf(limit, entry);
    if (used + held > limit.credits) say('I3', `uses ${used} and holds ${held} of a limit of ${limit.credits}`);
    if (limit.counters.size > valuesMax) say('I3', `is of one of ${limit.counters.size} users counted`);
  }
}

function limitsOver(books: Books, hold: BookedHold): readonly BookedLimit[] {
  return [...books.limits.values()].filter(({ sinceSeq }) => hold.limits.has(sinceSeq));
}

function limitsOn(books: Books, entry: Entry): readonly BookedLimit[] {
  const user = entry.dimensions?.['user'];
  return [...books.limits.values()].filter(({ category, dimension }) => {
    if (category !== undefined && category !== entry.category) return false;
    if (dimension === undefined) return true;
    if (user === undefined) return false;
    return dimension.each === true || user === dimension.value || user.indexOf(dimension.prefix ?? '?') === 0;
  });
}

/** Begins with the first that is used or set aside. */
function counterOf({ dimension, counters }: BookedLimit, entry: Entry): BookedCounter {
  const value = dimension?.each ? (entry.dimensions?.['user'] ?? nobody) : nobody;
  const counter = counters.get(value) ?? { used: 0, held: 0 };
  if (!counters.has(value) && entry.credits > 0) counters.set(value, counter);
  return counter;
}
