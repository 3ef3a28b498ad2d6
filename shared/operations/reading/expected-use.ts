import { forecastUse, type UseForecast } from '../../domain/insights/use-forecast.ts';
import { useHistoryOf } from '../../domain/insights/use-history.ts';
import { present } from '../../domain/present.ts';
import { dayMs, hourMs } from '../../domain/time.ts';
import type { CreditStore } from '../../storage/store.ts';
import type { CurrentAccount } from './bring-current.ts';
import { projectedUsage, type UsageThrough } from './projected-usage.ts';

/** Days of its own history that a forecast goes by. */
export const forecastDays = 56;

export interface ForeseenUse extends UsageThrough {
  readonly forecast: UseForecast;
}

/** The use that is to be expected of an account until its cycle ends, from the roll-ups of its last `days`: one read of where they stand, one of the days. */
export async function expectedUse(
  store: CreditStore,
  { account, loaded, nowMs }: CurrentAccount,
  days: number,
): Promise<ForeseenUse> {
  const usage = await projectedUsage(store, loaded, { from: dayOf(nowMs - days * dayMs), to: dayOf(nowMs) });
  // Where the roll-ups are far behind, what came after them is not known, rather than nothing.
  const untilMs = usage.through.seq < account.seq ? usage.through.atMs : nowMs;
  const endMs = Math.floor(untilMs / hourMs) * hourMs;
  const { exhaustedSinceMs } = account;
  const history = useHistoryOf(usage.rollUps, {
    fromMs: endMs - forecastDays * dayMs,
    endMs,
    ...present({ exhaustedSinceMs }),
  });
  const { timeZone } = account.schedule;
  return { ...usage, forecast: forecastUse(history, { nowMs, untilMs: account.cycle.endMs, timeZone }) };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
