/** Ways of using credits that customers have, made up hour by hour: seeded, each lived by the clock of its own zone. */
import { hourOfWeekIn } from '../../../shared/domain/insights/local-hours.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { seededRandom } from '../bench/random.ts';
import type { Random } from './chance.ts';
import { calls, normal, size } from './chance.ts';

export interface Pattern {
  readonly name: string;
  readonly timeZone: string;
  /** Microcredits by hour, from `fromMs` on. */
  readonly series: (seed: number, hours: number, origin?: number) => readonly number[];
  /** The habit breaks shortly before the origin: a forecast may say so, and nothing else. */
  readonly isBroken?: true;
}

/** A Monday in winter: histories of eight weeks cross the change to summer time. */
export const fromMs = Date.parse('2026-01-19T00:00:00.000Z');
const credit = 1_000_000;

/** The causes of one hour's use: its hour of the week and in time, the day's own factor, and chance. */
interface Hour {
  readonly index: number;
  /** The hour from which on the forecast looks ahead. */
  readonly origin: number;
  /** Chosen once for the whole history, from 0 to 1. */
  readonly lot: number;
  readonly hourOfWeek: number;
  /** Days left of the month, by UTC; the last is 0. */
  readonly daysToMonthEnd: number;
  readonly weeks: number;
  readonly random: Random;
  /** A factor that multiplies a day, with this deviation of its logarithm; the same for all hours of a day. */
  readonly dayFactor: (deviation: number) => number;
  /** Chosen once a day, from 0 to 1. */
  readonly dayLot: number;
  /** A logarithm that wanders from hour to hour and comes back within a week or so. */
  readonly wander: () => number;
}

export const patterns: readonly Pattern[] = [
  pattern('office hours', 'Europe/Berlin', ({ hourOfWeek, random }) => calls(random, 6 * office(hourOfWeek))),
  pattern('office hours, days differ', 'America/New_York', ({ hourOfWeek, random, dayFactor }) =>
    calls(random, 6 * office(hourOfWeek) * dayFactor(0.5)),
  ),
  pattern('around the clock', 'UTC', ({ hourOfWeek, random }) => calls(random, 4 * daily(hourOfWeek))),
  pattern('a call now and then', 'Asia/Kolkata', ({ hourOfWeek, random }) =>
    calls(random, 0.05 * (office(hourOfWeek) + 0.2)),
  ),
  pattern('nightly and weekly jobs', 'Asia/Tokyo', ({ hourOfWeek, random }) => {
    const nightly = hourOfWeek % 24 === 2 ? 50 : 0;
    const weekly = hourOfWeek === 6 * 24 + 3 ? 300 : 0;
    return (nightly + weekly) * (1 + 0.2 * normal(random)) + calls(random, 0.5);
  }),
  pattern('growing by 5 % a week', 'America/Los_Angeles', ({ hourOfWeek, weeks, random, dayFactor }) =>
    calls(random, 5 * office(hourOfWeek) * 1.05 ** weeks * dayFactor(0.3)),
  ),
  pattern('shrinking by 4 % a week', 'America/Sao_Paulo', ({ hourOfWeek, weeks, random, dayFactor }) =>
    calls(random, 9 * daily(hourOfWeek) * 0.96 ** weeks * dayFactor(0.2)),
  ),
  pattern('bursts out of nowhere', 'Europe/London', ({ hourOfWeek, random }) => {
    const burst = random() < 0.004 ? 150 * size(random) : 0;
    return burst + calls(random, 2 * daily(hourOfWeek));
  }),
  pattern('weekends', 'Australia/Sydney', ({ hourOfWeek, random, dayFactor }) =>
    calls(random, 4 * (hourOfWeek >= 120 ? 2 : 0.4) * daily(hourOfWeek) * dayFactor(0.4)),
  ),
  pattern('busy and quiet weeks', 'UTC', ({ hourOfWeek, random, wander }) =>
    calls(random, 5 * daily(hourOfWeek) * Math.exp(wander())),
  ),
  pattern('one large job in the last hour', 'UTC', ({ hourOfWeek, random, index, origin }) =>
    index === origin - 1 ? 16 * 24 * 4 : calls(random, 4 * daily(hourOfWeek)),
  ),
  pattern('a large job once a month or so', 'Europe/Paris', ({ hourOfWeek, random }) => {
    const job = random() < 1 / (30 * 24) ? 24 * 3 * 1.4 * (5 + 10 * random()) : 0;
    return job + calls(random, 3 * daily(hourOfWeek));
  }),
  pattern('holidays: single days, and a week some weeks ago', 'Europe/Rome', (hour) => {
    const { hourOfWeek, random, dayFactor, dayLot, index, origin, lot } = hour;
    const isOff = isWithin(origin - index, 336 + 700 * lot, 168) || dayLot < 0.03;
    return calls(random, (isOff ? 0.1 : 6) * office(hourOfWeek) * dayFactor(0.3));
  }),
  pattern('month ends', 'UTC', ({ hourOfWeek, random, daysToMonthEnd }) =>
    calls(random, 4 * daily(hourOfWeek) * (daysToMonthEnd === 0 ? 8 : 1)),
  ),
  pattern('a pause of 3 days, weeks ago', 'UTC', ({ hourOfWeek, random, index, origin, lot }) =>
    calls(random, isWithin(origin - index, 100 + 200 * lot, 72) ? 0 : 4 * daily(hourOfWeek)),
  ),
  pattern('a pause of 7 days, just over', 'Europe/Berlin', ({ hourOfWeek, random, index, origin, lot }) =>
    calls(random, isWithin(origin - index, 24 + 72 * lot, 168) ? 0 : 6 * office(hourOfWeek)),
  ),
  broken('a pause of 3 days, then as before', 'UTC', ({ hourOfWeek, random, index, origin }) =>
    calls(random, isWithin(origin - index, 0, 72) ? 0 : 4 * daily(hourOfWeek)),
  ),
  broken('a pause of 7 days, then as before', 'Europe/Berlin', ({ hourOfWeek, random, index, origin }) =>
    calls(random, isWithin(origin - index, 0, 168) ? 0 : 6 * office(hourOfWeek)),
  ),
  broken('a pause of 3 days that goes on', 'Asia/Tokyo', ({ hourOfWeek, random, index, origin }) =>
    calls(random, origin - index <= 72 ? 0 : 4 * daily(hourOfWeek)),
  ),
  broken('ten times as much, since a day to a week', 'America/New_York', (hour) =>
    calls(hour.random, 3 * daily(hour.hourOfWeek) * (sinceBreak(hour) ? 10 : 1)),
  ),
  broken('a tenth, since a day to a week', 'Europe/London', (hour) =>
    calls(hour.random, 20 * daily(hour.hourOfWeek) * (sinceBreak(hour) ? 0.1 : 1)),
  ),
];

/** The hours from so many before the origin back to so many before that. */
function isWithin(hoursAgo: number, untilAgo: number, long: number): boolean {
  return hoursAgo > untilAgo && hoursAgo <= untilAgo + long;
}

function sinceBreak({ index, origin, lot }: Hour): boolean {
  return origin - index <= 24 + Math.floor(lot * 7) * 24;
}

function broken(name: string, timeZone: string, creditsIn: (hour: Hour) => number): Pattern {
  return { ...pattern(name, timeZone, creditsIn), isBroken: true };
}

function pattern(name: string, timeZone: string, creditsIn: (hour: Hour) => number): Pattern {
  const hourOfWeekAt = hourOfWeekIn(timeZone);
  const series = (seed: number, hours: number, origin = hours): readonly number[] => {
    const random = seededRandom(seed);
    const lots = seededRandom(seed + 1_000_000);
    const lot = lots();
    let [day, chance, level, dayLot] = [-1, 0, 0, 1];
    return Array.from({ length: hours }, (_, index) => {
      const hourOfWeek = hourOfWeekAt(fromMs + index * hourMs);
      if (day !== Math.floor(hourOfWeek / 24))
        [day, chance, dayLot] = [Math.floor(hourOfWeek / 24), normal(random), lots()];
      const dayFactor = (deviation: number): number => Math.exp(deviation * chance - deviation ** 2 / 2);
      const wander = (): number => {
        level = 0.995 * level + 0.03 * normal(random);
        return level;
      };
      const place = { index, origin, lot, dayLot, hourOfWeek, weeks: index / 168 };
      const daysToMonthEnd = toMonthEnd(fromMs + index * hourMs);
      return Math.round(credit * creditsIn({ ...place, daysToMonthEnd, random, dayFactor, wander }));
    });
  };
  return { name, timeZone, series };
}

function toMonthEnd(atMs: number): number {
  const at = new Date(atMs);
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate() - at.getUTCDate();
}

function office(hourOfWeek: number): number {
  const hour = hourOfWeek % 24;
  return hourOfWeek < 120 && hour >= 9 && hour < 18 ? 1 : 0.03;
}

function daily(hourOfWeek: number): number {
  return 1 + 0.6 * Math.sin((2 * Math.PI * ((hourOfWeek % 24) - 9)) / 24);
}
