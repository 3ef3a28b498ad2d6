/** Ways of using credits that customers have, made up hour by hour: seeded, each lived by the clock of its own zone. */
import { hourOfWeekIn } from '../../../shared/domain/insights/local-hours.ts';
import { seededRandom } from '../bench/random.ts';

export interface Pattern {
  readonly name: string;
  readonly timeZone: string;
  /** Microcredits by hour, from `fromMs` on. */
  readonly series: (seed: number, hours: number) => readonly number[];
}

/** A Monday in winter: histories of eight weeks cross the change to summer time. */
export const fromMs = Date.parse('2026-01-19T00:00:00.000Z');
const hourMs = 3_600_000;
const credit = 1_000_000;

type Random = () => number;

/** The causes of one hour's use: its hour of the week and in time, the day's own factor, and chance. */
interface Hour {
  readonly hourOfWeek: number;
  readonly weeks: number;
  readonly random: Random;
  /** A factor that multiplies a day, with this deviation of its logarithm; the same for all hours of a day. */
  readonly dayFactor: (deviation: number) => number;
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
];

function pattern(name: string, timeZone: string, creditsIn: (hour: Hour) => number): Pattern {
  const hourOfWeekAt = hourOfWeekIn(timeZone);
  const series = (seed: number, hours: number): readonly number[] => {
    const random = seededRandom(seed);
    let [day, chance, level] = [-1, 0, 0];
    return Array.from({ length: hours }, (_, index) => {
      const hourOfWeek = hourOfWeekAt(fromMs + index * hourMs);
      if (day !== Math.floor(hourOfWeek / 24)) [day, chance] = [Math.floor(hourOfWeek / 24), normal(random)];
      const dayFactor = (deviation: number): number => Math.exp(deviation * chance - deviation ** 2 / 2);
      const wander = (): number => {
        level = 0.995 * level + 0.03 * normal(random);
        return level;
      };
      return Math.round(credit * creditsIn({ hourOfWeek, weeks: index / 168, random, dayFactor, wander }));
    });
  };
  return { name, timeZone, series };
}

function office(hourOfWeek: number): number {
  const hour = hourOfWeek % 24;
  return hourOfWeek < 120 && hour >= 9 && hour < 18 ? 1 : 0.03;
}

function daily(hourOfWeek: number): number {
  return 1 + 0.6 * Math.sin((2 * Math.PI * ((hourOfWeek % 24) - 9)) / 24);
}

/** So many calls on average, of very different sizes. */
function calls(random: Random, mean: number): number {
  const count = poisson(random, mean);
  let sum = 0;
  for (let call = 0; call < count; call += 1) sum += size(random);
  return sum;
}

function size(random: Random): number {
  return Math.exp(0.8 * normal(random));
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const callsMax = 1_000;

function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let product = random();
  for (let count = 0; count < callsMax; count += 1) {
    if (product <= limit) return count;
    product *= random();
  }
  return callsMax;
}
