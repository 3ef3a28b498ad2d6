/** Histories of use by the hour, and what is forecast of them. */
import { forecastUse, type UseForecast, type UseStep } from '../../../shared/domain/insights/use-forecast.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { dayMs } from './fixtures.ts';

/** A Sunday midnight in Berlin, in summer; its clocks go back on 25 October. */
export const nowMs = Date.parse('2026-10-17T22:00:00.000Z');

type Hours = readonly (number | undefined)[];

/** The hours of so many days before now. */
export function historyOf(days: number, usedIn: (hour: number, atMs: number) => number | undefined): Hours {
  const startMs = nowMs - days * dayMs;
  return Array.from({ length: days * 24 }, (_, hour) => usedIn(hour, startMs + hour * hourMs));
}

export function forecast(hours: Hours, aheadDays: number): UseForecast {
  return forecastUse({ endMs: nowMs, hours }, { nowMs, untilMs: nowMs + aheadDays * dayMs, timeZone: 'Europe/Berlin' });
}

export function stepsOf(answer: UseForecast): readonly UseStep[] {
  if (answer.kind !== 'forecast') throw new Error(`it abstained: ${answer.reason}`);
  return answer.steps;
}
