import { type Habit, type Habits, type HourlyUse, habitDays, habitOf } from '../../domain/insights/runaway.ts';
import type { Hours, RollUps } from '../../domain/projections/roll-up.ts';
import { dayMs, hourMs } from '../../domain/time.ts';
import type { CreditStore } from '../../storage/store.ts';
import { remembered } from './remembered.ts';

interface Asked {
  readonly accountId: string;
  readonly dimension: string;
  readonly atMs: number;
}

/** Accounts whose habits a process remembers, each for the day. */
const known = remembered<(value: string) => Habits>(200);

/**
 * The habits of a dimension's values, and the account's, by the roll-ups of the four weeks before the day of an instant. They are read once a day, and what
 * is told later of those days changes nothing until the next. A value of a day that names no more of them has no habit of that day.
 */
export async function habitsOfValues(
  store: CreditStore,
  { accountId, dimension, atMs }: Asked,
): Promise<(value: string) => Habits> {
  const dayStartMs = Math.floor(atMs / dayMs) * dayMs;
  const key = JSON.stringify([accountId, dimension, dayStartMs]);
  const before = known.of(store, key);
  if (before !== undefined) return before;
  const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  const days = { from: dayOf(dayStartMs - habitDays * dayMs), to: dayOf(dayStartMs - dayMs) };
  const { rollUps } = await store.projections.usage(accountId, days);
  const habits = habitsIn(rollUps, dimension, dayStartMs / hourMs);
  known.keep(store, key, habits);
  return habits;
}

function habitsIn(rollUps: RollUps, dimension: string, beforeHour: number): (value: string) => Habits {
  const all = new Map<number, number>();
  const byValue = new Map<string, Map<number, number>>();
  for (const { day, categories, dimensions } of rollUps.values()) {
    const firstHour = Date.parse(day) / hourMs;
    for (const hours of categories.values()) add(all, hours, firstHour);
    for (const [value, hours] of dimensions.get(dimension)?.named ?? []) {
      const use = byValue.get(value) ?? new Map<number, number>();
      byValue.set(value, use);
      add(use, hours, firstHour);
    }
  }
  const account = habitOf(all, beforeHour);
  const reckoned = new Map<string, Habit>();
  return (value) => {
    const none: HourlyUse = new Map();
    const own = reckoned.get(value) ?? habitOf(byValue.get(value) ?? none, beforeHour);
    reckoned.set(value, own);
    return { own, account };
  };
}

function add(use: Map<number, number>, hours: Hours, firstHour: number): void {
  for (const [hour, used] of hours) use.set(firstHour + hour, (use.get(firstHour + hour) ?? 0) + Number(used));
}
