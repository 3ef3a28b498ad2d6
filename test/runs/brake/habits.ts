/** Habits of keys, made up: office hours and weekends, services around the clock, batches at night, bursts, growth, holidays, new keys. */
import { hourMs } from '../../../shared/domain/time.ts';
import type { Random } from '../forecast/chance.ts';
import { normal } from '../forecast/chance.ts';
import { daily, kinds, type Making } from './key-kinds.ts';

export interface KeyHabit {
  readonly name: string;
  /** Calls that are to be expected in an hour of the account's zone, and how many times that it is a burst's. */
  readonly callsAt: (hour: number) => number;
  /** The sizes of calls: microcredits in the median, and by how much they spread. */
  readonly size: { readonly median: number; readonly spread: number };
  /** The hour in which it was first used. */
  readonly fromHour: number;
}

export interface AccountHabit {
  readonly keys: readonly KeyHabit[];
}

const manyCalls = 30;
const [firstDays, holidayShare, offFactor] = [28, 0.04, 0.05];

/** An account with two to nine keys of all kinds. Today is the 29th day. */
export function drawAccount(random: Random, todayHour: number): AccountHabit {
  const growthPerWeek = 0.95 + 0.3 * random() ** 2;
  const zoneHours = Math.floor(random() * 24);
  const holidays = new Set(
    Array.from({ length: firstDays + 1 }, (_, day) => day).filter(() => random() < holidayShare),
  );
  const dayFactor = (hour: number): number => {
    const day = firstDays - Math.ceil((todayHour - hour) / 24);
    return growthPerWeek ** (day / 7) * (holidays.has(day) ? offFactor : 1);
  };
  const making = { random, todayHour, zoneHours, dayFactor };
  const keys = Array.from({ length: 2 + Math.floor(random() * 8) }, (_, at) => drawKey(`key-${at}`, making));
  return { keys };
}

function drawKey(name: string, making: Making): KeyHabit {
  const { random, todayHour, dayFactor } = making;
  let left = random();
  const kind = Object.values(kinds).find(({ share }) => {
    left -= share;
    return left < 0;
  });
  const { calls, spread } = kind ?? kinds.person;
  const callsOf = calls(making);
  // One in ten began within the four weeks, some of them today.
  const fromHour = random() < 0.1 ? todayHour - Math.floor(random() * firstDays * 24) + 20 : 0;
  const own = Math.exp(1.2 * normal(random)) * 200_000;
  const isOutOn = daily(() => (random() < 0.05 ? 0 : Math.exp(0.2 * normal(random))));
  return {
    name,
    callsAt: (hour) => (hour < fromHour ? 0 : callsOf(hour) * dayFactor(hour) * isOutOn(hour)),
    size: { median: own, spread },
    fromHour,
  };
}

/** An hour of a key's use: the sum of its calls, which for many is as good as drawn at once. */
export function usedIn(key: KeyHabit, hour: number, random: Random): number {
  const mean = key.callsAt(hour);
  if (mean === 0) return 0;
  if (mean < manyCalls) {
    const calls = Array.from({ length: poisson(random, mean) }, () => sizeOf(key, random));
    return calls.reduce((sum, credits) => sum + credits, 0);
  }
  const { median, spread } = key.size;
  const [first, second] = [Math.exp(spread ** 2 / 2), Math.exp(2 * spread ** 2)];
  return Math.max(0, Math.round(median * (mean * first + Math.sqrt(mean * second) * normal(random))));
}

function sizeOf({ size: { median, spread } }: KeyHabit, random: Random): number {
  return Math.ceil(median * Math.exp(spread * normal(random)));
}

/** An hour of a key's use, as calls: when, and how much. */
export function callsIn(key: KeyHabit, hour: number, random: Random): readonly Call[] {
  const mean = key.callsAt(hour);
  const count =
    mean < manyCalls ? poisson(random, mean) : Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const calls = Array.from({ length: count }, () => ({
    atMs: (hour + random()) * hourMs,
    credits: sizeOf(key, random),
  }));
  return calls.sort((a, b) => a.atMs - b.atMs);
}

export interface Call {
  readonly atMs: number;
  readonly credits: number;
}

function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let [count, product] = [0, random()];
  while (product > limit) {
    count += 1;
    product *= random();
  }
  return count;
}
