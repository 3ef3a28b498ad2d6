/** Kinds of keys: how many calls each makes in an hour of its account's zone. */
import type { Random } from '../forecast/chance.ts';
import { normal } from '../forecast/chance.ts';

export interface Making {
  readonly random: Random;
  /** The hour that today begins with. */
  readonly todayHour: number;
  readonly zoneHours: number;
  /** Factors that all keys of the account share on a day: growth, holidays. */
  readonly dayFactor: (hour: number) => number;
}

type Kind = (making: Making) => (hour: number) => number;

export const kinds = {
  /** A person's: office hours with a break, hardly any weekend, now and then an hour of much, an evening, a Saturday. */
  person: { share: 0.45, calls: personCalls, spread: 0.8 },
  /** A product's: around the clock, in waves, with rushes. */
  service: { share: 0.3, calls: serviceCalls, spread: 0.6 },
  /** Nightly, or once a week. */
  batch: { share: 0.25, calls: batchCalls, spread: 0.4 },
} satisfies Readonly<Record<string, { readonly share: number; readonly calls: Kind; readonly spread: number }>>;

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

export function daily(draw: () => number): (hour: number) => number {
  const each = hourly(draw);
  return (hour) => each(Math.floor(hour / 24));
}
