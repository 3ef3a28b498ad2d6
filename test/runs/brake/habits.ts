/** Habits of keys, made up: office hours and weekends, services around the clock, batches at night, bursts, growth, holidays, new keys. */
import { hourMs } from '../../../shared/domain/time.ts';
import type { Random } from '../forecast/chance.ts';
import { normal } from '../forecast/chance.ts';

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

interface Making {
  readonly random: Random;
  /** The hour that today begins with. */
  readonly todayHour: number;
  readonly zoneHours: number;
  /** Factors that all keys of the account share on a day: growth, holidays. */
  readonly dayFactor: (hour: number) => number;
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

type Kind = (making: Making) => (hour: number) => number;

const kinds: Readonly<Record<string, { readonly share: number; readonly calls: Kind; readonly spread: number }>> = {
  /** A person's: office hours with a break, hardly any weekend, now and then an hour of much, an evening, a Saturday. */
  person: { share: 0.45, calls: personCalls, spread: 0.8 },
  /** A product's: around the clock, in waves, with rushes. */
  service: { share: 0.3, calls: serviceCalls, spread: 0.6 },
  /** Nightly, or once a week. */
  batch: { share: 0.25, calls: batchCalls, spread: 0.4 },
};

function drawKey(name: string, making: Making): KeyHabit {
  const { random, todayHour, dayFactor } = making;
  let left = random();
  const kind = Object.values(kinds).find(({ share }) => {
    left -= share;
    return left < 0;
  });
  const { calls, spread } = kind ?? { calls: personCalls, spread: 0.8 };
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

function personCalls({ random, zoneHours }: Making): (hour: number) => number {
  const [start, length] = [7 + Math.floor(random() * 3), 8 + Math.floor(random() * 3)];
  const perHour = 12 + random() * 40;
  const weekend = random() < 0.2 ? 0.3 : 0.02;
  const rush = hourly(() => (random() < 0.06 ? 1.4 + 0.8 * random() : 1));
  const evening = daily(() => (random() < 0.08 ? 1 : 0));
  return (hour) => {
    const { time, isWeekend } = localTime(hour, zoneHours);
    const isOffice = time >= start && time < start + length;
    const isEvening = time >= 20 && time < 23 && evening(hour) === 1;
    const share = isOffice ? (time === start + 4 ? 0.4 : 1) : isEvening ? 0.9 : 0.01;
    return perHour * share * (isWeekend ? weekend : 1) * rush(hour);
  };
}

function serviceCalls({ random, zoneHours }: Making): (hour: number) => number {
  const perHour = 60 + random() * 240;
  const [wave, weekend] = [0.3 + 0.5 * random(), 0.6 + 0.5 * random()];
  const rush = hourly(() => (random() < 0.015 ? 1.4 + 0.8 * random() : Math.exp(0.12 * normal(random))));
  return (hour) => {
    const { time, isWeekend } = localTime(hour, zoneHours);
    return perHour * (1 + wave * Math.cos(((time - 15) / 12) * Math.PI)) * (isWeekend ? weekend : 1) * rush(hour);
  };
}

function batchCalls({ random, zoneHours }: Making): (hour: number) => number {
  const [at, hours] = [Math.floor(random() * 24), 1 + Math.floor(random() * 3)];
  const perHour = 40 + random() * 300;
  const isWeekly = random() < 0.3;
  const weekday = Math.floor(random() * 7);
  const isLarge = daily(() => (random() < 0.1 ? 1.5 : Math.exp(0.15 * normal(random))));
  return (hour) => {
    const { time, day } = localTime(hour, zoneHours);
    const isDue = time >= at && time < at + hours && (!isWeekly || day % 7 === weekday);
    return isDue ? perHour * isLarge(hour) : 0;
  };
}

function localTime(hour: number, zoneHours: number): { time: number; day: number; isWeekend: boolean } {
  const local = hour + zoneHours;
  const day = Math.floor(local / 24);
  // 1970-01-01 was a Thursday.
  return { time: local % 24, day, isWeekend: (day + 4) % 7 === 0 || (day + 4) % 7 === 6 };
}

/** One draw an hour, the same each time that it is asked for. */
function hourly(draw: () => number): (hour: number) => number {
  const drawn = new Map<number, number>();
  return (hour) => {
    const known = drawn.get(hour) ?? draw();
    drawn.set(hour, known);
    return known;
  };
}

function daily(draw: () => number): (hour: number) => number {
  const each = hourly(draw);
  return (hour) => each(Math.floor(hour / 24));
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
