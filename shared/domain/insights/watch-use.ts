/** The brake's look at entries (R39): what runs away from its habit is to be stopped, once, and what somebody released is left alone. */
import {
  type Brake,
  type BrakedValue,
  brakeCaller,
  brakeLimitId,
  brakeQuietMs,
  brakeStopMs,
  brakeValuesMax,
  isBrakes,
} from '../account/brake.ts';
import { dimensionOf } from '../catalogue/dimension-of.ts';
import type { Entry } from '../ledger/entry.ts';
import { creditsUsed, usedAtMs } from '../projections/roll-up.ts';
import { dayMs, hourMs } from '../time.ts';
import { allowanceAt, fill, type Habits } from './runaway.ts';

/** A value that is to be stopped. */
export interface Stop {
  readonly limitId: string;
  readonly value: string;
  /** The entry that it was found with. */
  readonly seq: number;
  readonly atMs: number;
  readonly untilMs: number;
}

/** Use that is told later than this says nothing of what runs now. */
const lateMs = hourMs;

/** Looks at entries that follow the last one that was looked at. */
export function watchUse(
  before: Brake & { readonly dimension: string },
  entries: readonly Entry[],
  habitsOf: (value: string) => Habits,
): { readonly brake: Brake; readonly stops: readonly Stop[] } {
  const { dimension } = before;
  const stops: Stop[] = [];
  let brake: Brake = before;
  for (const entry of entries) {
    const { seq, atMs } = entry;
    if (seq <= brake.seq) continue;
    brake = { ...brake, seq };
    if (entry.type === 'limit' && isBrakes(entry.limit) && entry.caller !== brakeCaller)
      brake = rested(brake, entry.limit.limitId, atMs + brakeQuietMs);
    const value = dimensionOf(entry.dimensions, dimension);
    if (value === undefined || creditsUsed(entry) === 0n || atMs - usedAtMs(entry) > lateMs) continue;
    const limitId = brakeLimitId(dimension, value);
    if (brake.resting.some((each) => each.limitId === limitId && each.untilMs > atMs)) continue;
    const allowance = allowanceAt(habitsOf(value), Math.floor(usedAtMs(entry) / hourMs));
    if (allowance === undefined) continue;
    const known = brake.values.find((each) => each.value === value);
    const bucket = fill(
      { held: known?.heldMicrocredits ?? 0, atMs: known?.atMs ?? 0 },
      { used: Number(creditsUsed(entry)), atMs: usedAtMs(entry) },
      allowance,
    );
    if (bucket.held <= allowance.room) {
      brake = kept(brake, { value, heldMicrocredits: Math.round(bucket.held), atMs: bucket.atMs });
      continue;
    }
    stops.push({ limitId, value, seq, atMs, untilMs: atMs + brakeStopMs });
    brake = rested(kept(brake, { value, heldMicrocredits: 0, atMs }), limitId, atMs + brakeStopMs);
  }
  return { brake, stops };
}

/** Left alone until an instant: what it held is forgotten with it. */
function rested(brake: Brake, limitId: string, untilMs: number): Brake {
  const others = brake.resting.filter((each) => each.limitId !== limitId).slice(1 - brakeValuesMax);
  return { ...brake, resting: [...others, { limitId, untilMs }] };
}

/** With a value's bucket in place of its own. Those that are empty, or old, are forgotten, and of too many those that came first. */
function kept(brake: Brake, braked: BrakedValue): Brake {
  const { value, atMs } = braked;
  const others = brake.values.filter((each) => each.value !== value && atMs - each.atMs < dayMs);
  const values = braked.heldMicrocredits > 0 ? [...others, braked] : others;
  return { ...brake, values: values.slice(-brakeValuesMax) };
}
