/**
 * The same history gives the same forecast, in every version to come: customers plan by it. What was foretold of each of
 * the made-up ways of using credits is recorded.
 * Where the method was changed on purpose, hold it against what came first (`npm run forecast`), then
 * `RECORD=1 npx vitest run --config test/vitest.config.ts test/domain/insights/recorded-forecasts`.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { forecastUse } from '../../../shared/domain/insights/use-forecast.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { fromMs, type Pattern, patterns } from '../../runs/forecast/patterns.ts';
import { dayMs } from '../../support/builders/fixtures.ts';

const file = new URL('./recorded-forecasts.json', import.meta.url);
const aheadDays = 12;
/** Runtimes may differ in the last digits of a logarithm. */
const digits = 5;

/** So many days of a pattern, all known or with holes as an exhausted account has them. */
const histories = [
  { days: 15, isKnown: (): boolean => true },
  { days: 56, isKnown: (): boolean => true },
  { days: 40, isKnown: (hour: number): boolean => hour % 211 < 170 },
];

/** Credits foretold up to the end of each second day, and of the last hour, which is cut: low, likely and high of each. */
function forecast({ series, timeZone }: Pattern, { days, isKnown }: (typeof histories)[number]): string {
  const hours = series(7, days * 24).map((used, hour) => (isKnown(hour) ? used : undefined));
  const endMs = fromMs + days * dayMs;
  const nowMs = endMs + 0.4 * hourMs;
  const answer = forecastUse({ endMs, hours }, { nowMs, untilMs: nowMs + aheadDays * dayMs, timeZone });
  if (answer.kind === 'abstains') return answer.reason;
  return answer.steps
    .filter((_, index) => index % 48 === 47 || index === answer.steps.length - 1)
    .flatMap(({ low, likely, high }) => [low, likely, high])
    .map((microcredits) => (microcredits / 1e6).toPrecision(digits))
    .join(' ');
}

const cases = patterns.flatMap((pattern) =>
  histories.map((history) => ({ name: `${pattern.name}, ${history.days} days`, pattern, history })),
);

if (process.env['RECORD'] !== undefined) {
  const told = Object.fromEntries(cases.map(({ name, pattern, history }) => [name, forecast(pattern, history)]));
  writeFileSync(file, `${JSON.stringify(told, null, 2)}\n`);
}

const recording: Readonly<Record<string, string>> = JSON.parse(readFileSync(file, 'utf8'));

describe('a forecast', () => {
  it.each(cases)('is what it always was: $name', ({ name, pattern, history }) => {
    expect(forecast(pattern, history)).toBe(recording[name]);
  });
});
