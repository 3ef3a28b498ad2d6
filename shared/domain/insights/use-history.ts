import type { Cycle } from '../cycle.ts';
import type { Hours, RollUp, RollUps } from '../projections/roll-up.ts';
import { hourMs } from '../time.ts';

/** An account's use, hour by hour up to `endMs`, in microcredits. Undefined where it isn't known what it would have used. */
export interface UseHistory {
  readonly endMs: number;
  readonly hours: readonly (number | undefined)[];
}

export interface HistorySpan {
  readonly fromMs: number;
  /** The end of the last hour that is over. */
  readonly endMs: number;
  readonly exhaustedSinceMs?: number;
}

/**
 * An account's own history, from its first hour in the span on. While it stood at zero it could use nothing, which says nothing
 * about what it would have used: the hours since it was exhausted are unknown, and so are those at the end of a cycle of
 * which nothing was left, from its last use on.
 */
export function useHistoryOf(rollUps: RollUps, { fromMs, endMs, exhaustedSinceMs }: HistorySpan): UseHistory {
  const used = new Map<number, bigint>();
  for (const rollUp of rollUps.values())
    for (const [atMs, credits] of hoursIn(rollUp, rollUp.categories.values()))
      used.set(atMs, (used.get(atMs) ?? 0n) + credits);
  const startMs = Math.max(fromMs, firstHourOf(rollUps) ?? endMs);
  const unknown = [
    ...atZero(rollUps),
    ...(exhaustedSinceMs === undefined ? [] : [{ fromMs: exhaustedSinceMs, untilMs: endMs }]),
  ];
  const hours: (number | undefined)[] = [];
  for (let atMs = startMs; atMs < endMs; atMs += hourMs) {
    const isUnknown = unknown.some((span) => span.fromMs <= atMs && atMs + hourMs <= span.untilMs);
    hours.push(isUnknown ? undefined : Number(used.get(atMs) ?? 0n));
  }
  return { endMs, hours };
}

/** The first hour in which anything was granted or used. */
export function firstHourOf(rollUps: RollUps): number | undefined {
  let firstMs: number | undefined;
  for (const rollUp of rollUps.values())
    for (const [atMs] of hoursIn(rollUp, [...rollUp.granted.values(), ...rollUp.categories.values()]))
      firstMs = Math.min(firstMs ?? atMs, atMs);
  return firstMs;
}

function* hoursIn({ day }: RollUp, all: Iterable<Hours>): Generator<readonly [number, bigint]> {
  const dayMs = Date.parse(day);
  for (const hours of all) for (const [hour, credits] of hours) yield [dayMs + hour * hourMs, credits];
}

/** The spans of each cycle that was used up: from after its last use to its end. */
function atZero(rollUps: RollUps): readonly { readonly fromMs: number; readonly untilMs: number }[] {
  const cycles = new Map<number, { readonly cycle: Cycle; granted: bigint; unused: bigint; lastUseMs: number }>();
  for (const rollUp of rollUps.values()) {
    const { cycle } = rollUp;
    const books = cycles.get(cycle.index) ?? { cycle, granted: 0n, unused: 0n, lastUseMs: 0 };
    cycles.set(cycle.index, books);
    for (const [, credits] of hoursIn(rollUp, rollUp.granted.values())) books.granted += credits;
    for (const [, credits] of hoursIn(rollUp, rollUp.unused.values())) books.unused += credits;
    for (const [atMs] of hoursIn(rollUp, rollUp.categories.values())) books.lastUseMs = Math.max(books.lastUseMs, atMs);
  }
  const newest = Math.max(...cycles.keys());
  return [...cycles.values()]
    .filter(({ cycle, granted, unused }) => cycle.index < newest && granted > 0n && unused === 0n)
    .map(({ cycle, lastUseMs }) => ({ fromMs: lastUseMs + hourMs, untilMs: cycle.endMs }));
}
