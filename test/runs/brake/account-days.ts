/** Days of accounts with and without a loop, as the brake sees them. */
import {
  type Allowance,
  allowanceAt,
  type Bucket,
  fill,
  type Habit,
  type Habits,
  habitDays,
  habitOf,
} from '../../../shared/domain/insights/runaway.ts';
import { hourMs, secondMs } from '../../../shared/domain/time.ts';
import { seededRandom } from '../bench/random.ts';
import type { Random } from '../forecast/chance.ts';
import { type AccountHabit, type Call, callsIn, drawAccount, type KeyHabit, usedIn } from './habits.ts';
import { callsOf, drawLoop, type Loop, type LoopKind, loopKinds } from './loops.ts';

/** Until a stop holds: the stream's batch, the consumer, and what was let through meanwhile. */
const lagMs = 5 * secondMs;
const firstDayHour = 20_000 * 24;

export interface LoopOutcome {
  readonly kind: LoopKind;
  /** Usual hours' credits that the key used from the loop's beginning until it was stopped; infinite where it never was. */
  readonly usualHours: number;
}

/** A key's past, by hours. */
interface Past {
  readonly key: KeyHabit;
  readonly own: Habit;
}

interface AccountDay {
  readonly pasts: readonly Past[];
  readonly account: Habit;
  readonly todayHour: number;
  readonly random: Random;
}

/** The false stops of a day without a loop. */
export function honestDay(seed: number): readonly string[] {
  const day = drawDay(seed);
  return day.pasts.flatMap(({ key, own }) => {
    const stopped = stopOf(honestCalls(key, day), { own, account: day.account });
    return stopped === undefined ? [] : [`${key.name} of ${seed}`];
  });
}

/** The ends that the loops of a day came to, in keys that have a habit. */
export function loopDay(seed: number): readonly LoopOutcome[] {
  const day = drawDay(seed);
  const kind = loopKinds[seed % loopKinds.length] ?? 'steady';
  const known = day.pasts.filter(({ own }) => own.days >= 7 && own.hours >= 24);
  const count = kind === 'several' ? 2 + Math.floor(day.random() * 2) : 1;
  const from = Math.floor(day.random() * known.length);
  const hit = Array.from({ length: Math.min(count, known.length) }, (_, at) => known[(from + at) % known.length]);
  const loop = drawLoop(kind, day.random, day.todayHour * hourMs);
  return hit.flatMap((past) => (past === undefined ? [] : [loopIn(past, loop, kind, day)]));
}

function loopIn({ key, own }: Past, loop: Loop, kind: LoopKind, day: AccountDay): LoopOutcome {
  const endMs = (day.todayHour + 24) * hourMs;
  const usual = own.usualHour;
  const calls = [...honestCalls(key, day), ...callsOf(loop, usual, endMs)].sort((a, b) => a.atMs - b.atMs);
  const stoppedMs = stopOf(calls, { own, account: day.account }, loop.startMs) ?? Number.POSITIVE_INFINITY;
  const spent = calls.reduce(
    (sum, { atMs, credits }) => (atMs >= loop.startMs && atMs < stoppedMs ? sum + credits : sum),
    0,
  );
  return { kind, usualHours: spent / usual };
}

/** When a stop holds; a stop before `fromMs` doesn't count. */
function stopOf(calls: readonly Call[], { own, account }: Habits, fromMs = 0): number | undefined {
  let allowance: Allowance | undefined;
  let bucket: Bucket = { held: 0, atMs: 0 };
  for (const { atMs, credits } of calls) {
    const hour = Math.floor(atMs / hourMs);
    if (allowance?.hour !== hour) allowance = allowanceAt({ own, account }, hour);
    if (allowance === undefined) continue;
    bucket = fill(bucket, { used: credits, atMs }, allowance);
    if (atMs >= fromMs && bucket.held > allowance.room) return atMs + lagMs;
  }
  return undefined;
}

function honestCalls(key: KeyHabit, { todayHour, random }: AccountDay): readonly Call[] {
  return Array.from({ length: 24 }, (_, hour) => callsIn(key, todayHour + hour, random)).flat();
}

function drawDay(seed: number): AccountDay {
  const random = seededRandom(seed);
  const todayHour = firstDayHour + Math.floor(random() * 364) * 24;
  const { keys }: AccountHabit = drawAccount(random, todayHour);
  const all = new Map<number, number>();
  const pasts = keys.map((key) => {
    const use = new Map<number, number>();
    for (let hour = todayHour - habitDays * 24; hour < todayHour; hour += 1) {
      const used = usedIn(key, hour, random);
      if (used === 0) continue;
      use.set(hour, used);
      all.set(hour, (all.get(hour) ?? 0) + used);
    }
    return { key, own: habitOf(use, todayHour) };
  });
  return { pasts, account: habitOf(all, todayHour), todayHour, random };
}
