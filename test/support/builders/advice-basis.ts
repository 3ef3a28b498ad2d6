/** The basis of advice: a quiet account, and how it differs. */
import { type AdviceBasis, adviceFor } from '../../../shared/domain/insights/advice.ts';
import type { Advice } from '../../../shared/domain/insights/advice-kinds.ts';
import type { Burn, Burnt } from '../../../shared/domain/insights/burn.ts';
import type { RunOut } from '../../../shared/domain/insights/run-out.ts';
import { credits, dayMs, openedAccount, plan, startMs } from './fixtures.ts';

export const account = openedAccount();
export const renewsAtMs = account.cycle.endMs;
export const nowMs = startMs + 20 * dayMs;
export const none = { low: 0, likely: 0, high: 0, most: 0 };
export const use = { low: credits(10), likely: credits(20), high: credits(40) };
export const quiet: RunOut = { use, left: none, ended: none, missing: none, unused: [] };

export function burnt(amount: bigint): Burnt {
  return { credits: amount, perHour: 0n, perDay: 0n };
}

/** So much in this cycle, so much to the same point of the one before, all of `ai` but a third of both. */
export function burnOf(now: bigint, then: bigint): Burn {
  const rates = (part: (all: bigint) => bigint): Burn['total'] => {
    return { cycle: burnt(part(now)), previousCycleToDate: burnt(part(then)) };
  };
  const third = rates((all) => all / 3n);
  const rest = rates((all) => all - all / 3n);
  return { spans: {}, total: rates((all) => all), byCategory: { ai: rest, infrastructure: third, platform: {} } };
}

export function adviceOn(over: Partial<AdviceBasis> = {}): readonly Advice[] {
  const waste = { cycles: [], total: { granted: 0n, unused: 0n } };
  return adviceFor({
    account,
    nowMs,
    plans: [plan({ planId: account.planId })],
    burn: burnOf(0n, 0n),
    waste,
    runOut: undefined,
    ...over,
  });
}

export function codes(over: Partial<AdviceBasis>): readonly string[] {
  return adviceOn(over).map(({ code }) => code);
}
