/**
 * The last day of the month, or its first, where it stood out each time the history shows it: closing the books is a habit
 * that no week has. Such days are taken out of what is usual, and reckoned with where one lies ahead.
 */
import { dayMs, hourMs } from '../time.ts';
import { median, quantileOf } from './quantile.ts';
import { daysOf, type Used } from './use-days.ts';

export interface MonthTurns {
  /** Unknown on such days. */
  readonly hours: readonly Used[];
  /** Use of each beyond a usual day, in microcredits: none where it isn't a habit. */
  readonly sizes: readonly number[];
  /** An instant is in such a day. */
  readonly isIn: (atMs: number) => boolean;
}

const kinds = [0, 1] as const;
/** So many good days' use, and so many usual charges beyond. */
const daysMin = 3;
const chargesMin = 8;
const knownHoursMin = 12;

export function monthTurns(hours: readonly Used[], startMs: number, localMs: (atMs: number) => number): MonthTurns {
  const good = quantileOf(
    daysOf(hours).filter((day) => day !== undefined),
    0.75,
  );
  const charge = median(hours.filter((used) => used !== undefined && used > 0).map(Number));
  for (const daysAfterLast of kinds) {
    const isIn = (atMs: number): boolean => isTurn(localMs(atMs), daysAfterLast);
    const turns = turnsIn(hours, (index) => isIn(startMs + index * hourMs));
    const stoodOut = turns.filter(({ used, usual }) => used > daysMin * Math.max(good, usual) + chargesMin * charge);
    // One that has only just been may be anything.
    const isHabit = stoodOut.length === turns.length && turns.some(({ to }) => to <= hours.length - 24);
    if (!isHabit) continue;
    const rest = hours.map((used, index) => (isIn(startMs + index * hourMs) ? undefined : used));
    return { hours: rest, sizes: turns.map(({ used, usual }) => used - usual), isIn };
  }
  return { hours, sizes: [], isIn: () => false };
}

/** The last day of a month is the one before a first. */
function isTurn(localMs: number, daysAfterLast: number): boolean {
  return new Date(localMs + (1 - daysAfterLast) * dayMs).getUTCDate() === 1;
}

interface Turn {
  readonly to: number;
  readonly used: number;
  /** On the same day of the weeks before and after. */
  readonly usual: number;
}

/** Use on each of them, as far as most of it is known. */
function turnsIn(hours: readonly Used[], isIn: (index: number) => boolean): readonly Turn[] {
  const turns: Turn[] = [];
  for (let from = 0; from < hours.length; from += 1) {
    let to = from;
    while (to < hours.length && isIn(to)) to += 1;
    const used = usedIn(hours, from, to);
    const others = weeksAside.flatMap((weeks) => usedIn(hours, from + weeks * 168, to + weeks * 168) ?? []);
    if (used !== undefined) turns.push({ to, used, usual: median(others) });
    from = to;
  }
  return turns;
}

const weeksAside = [-2, -1, 1, 2];

function usedIn(hours: readonly Used[], from: number, to: number): number | undefined {
  const known = hours.slice(Math.max(0, from), Math.max(0, to)).filter((used) => used !== undefined);
  if (known.length < knownHoursMin) return undefined;
  return (known.reduce((sum, used) => sum + used, 0) * 24) / known.length;
}
