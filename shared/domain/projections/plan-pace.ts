/**
 * The even pace of the plan's credits: what may be used a day for them to last the cycle. It follows from what was granted and
 * when, so it is that of each time: a change of plan, or a cycle that was joined halfway, moves it from then on.
 */
import type { Cycle } from '../cycle.ts';
import { dayMs, hourMs } from '../time.ts';
import type { RollUps } from './roll-up.ts';

export interface PaceStep {
  readonly startMs: number;
  readonly endMs: number;
  /** Microcredits, rounded down. */
  readonly perDay: bigint;
}

/** Steps within a span, in order of time. Each grant of a plan counts from its hour to the end of its cycle, evenly. */
export function planPace(
  rollUps: RollUps,
  span: { readonly startMs: number; readonly endMs: number },
): readonly PaceStep[] {
  const cycles = new Map<number, { readonly cycle: Cycle; readonly grants: Map<number, bigint> }>();
  for (const { day, cycle, granted } of rollUps.values()) {
    const books = cycles.get(cycle.index) ?? { cycle, grants: new Map<number, bigint>() };
    cycles.set(cycle.index, books);
    for (const [hour, credits] of granted.get('plan') ?? []) {
      const atMs = Math.max(cycle.startMs, Date.parse(day) + hour * hourMs);
      books.grants.set(atMs, (books.grants.get(atMs) ?? 0n) + credits);
    }
  }
  return [...cycles.values()]
    .toSorted((a, b) => a.cycle.startMs - b.cycle.startMs)
    .flatMap(({ cycle, grants }) => stepsOf(cycle, grants))
    .flatMap((step) => cut(step, span));
}

function stepsOf({ endMs }: Cycle, grants: ReadonlyMap<number, bigint>): readonly PaceStep[] {
  const inOrder = [...grants].toSorted(([a], [b]) => a - b).filter(([atMs]) => atMs < endMs);
  let perDay = 0n;
  return inOrder.map(([startMs, credits], index) => {
    perDay += (credits * BigInt(dayMs)) / BigInt(endMs - startMs);
    return { startMs, endMs: inOrder[index + 1]?.[0] ?? endMs, perDay };
  });
}

function cut(
  { startMs, endMs, perDay }: PaceStep,
  span: { readonly startMs: number; readonly endMs: number },
): readonly PaceStep[] {
  const [fromMs, toMs] = [Math.max(startMs, span.startMs), Math.min(endMs, span.endMs)];
  return fromMs < toMs ? [{ startMs: fromMs, endMs: toMs, perDay }] : [];
}
