import type { Account } from '../account/account.ts';
import { planAt, usageWindowMs } from '../catalogue/plan.ts';
import { dayMs } from '../time.ts';
import { refuse } from './decision.ts';
import type { Rules } from './needs.ts';

/** R25: how far ahead of ours a caller's clock may be. */
export const clockSkewMs = 5 * 60_000;

type Refused = ReturnType<typeof refuse>;

/** R25: refuses usage that occurred later than any clock can say, or longer ago than the account's plan takes it. */
export function refusedTime(
  { planId }: Pick<Account, 'planId'>,
  occurredAtMs: number,
  { nowMs, plans }: Pick<Rules, 'nowMs' | 'plans'>,
): Refused | undefined {
  const latestMs = nowMs + clockSkewMs;
  if (occurredAtMs > latestMs) return refuse({ reason: 'usage-in-future', latestMs });
  const earliestMs = nowMs - usageWindowMs(planAt(plans, planId, nowMs));
  return occurredAtMs < earliestMs ? refuse({ reason: 'usage-too-old', earliestMs }) : undefined;
}

/** Tells whether every plan takes usage of that time: no window is shorter than a day. */
export function isInAnyWindow(occurredAtMs: number, nowMs: number): boolean {
  return occurredAtMs <= nowMs + clockSkewMs && occurredAtMs >= nowMs - dayMs;
}
