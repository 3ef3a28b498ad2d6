/** Scopes of usage: a cycle so far or whole, hours, and what either is held against. */

import { isLost } from '../../domain/account/withdrawn.ts';
import { usageWindowDaysMax } from '../../domain/catalogue/plan.ts';
import { type Cycle, cycleOf as scheduledCycle } from '../../domain/cycle.ts';
import type { UsageScope } from '../../domain/projections/usage-trend.ts';
import { dayMs, hourMs } from '../../domain/time.ts';
import type { LoadedAccount } from '../../storage/account-item.ts';
import type { DaySpan } from '../../storage/projections.ts';
import type { CreditStore } from '../../storage/store.ts';
import { firstEntryOfCycle } from './first-entry-of-cycle.ts';
import { soundEntry } from './sound-entry.ts';

/**
 * The scope before: the cycle before, up to the point at which this one is while it goes on; or a span of the same length.
 * None where the account wasn't there for all of it: an opening isn't growth.
 */
export async function scopeBefore(
  store: CreditStore,
  loaded: LoadedAccount,
  { scope, nowMs }: { readonly scope: UsageScope; readonly nowMs: number },
): Promise<UsageScope | undefined> {
  if (scope.kind === 'hours') {
    const fromMs = 2 * scope.fromMs - scope.toMs;
    const opening = await soundEntry(store, loaded, 1);
    const isThere = opening !== undefined && Math.floor(opening.atMs / hourMs) * hourMs <= fromMs;
    return isThere ? { kind: 'hours', fromMs, toMs: scope.fromMs } : undefined;
  }
  const first = await firstEntryOfCycle(store, loaded, scope.cycle.index - 1);
  const cycle = cycleOpenedBy(first);
  if (cycle?.index !== scope.cycle.index - 1 || first?.atMs !== cycle.startMs) return undefined;
  const untilMs = cycle.startMs + nowMs - scope.cycle.startMs;
  const isOver = nowMs >= scope.cycle.endMs || untilMs >= cycle.endMs;
  return isOver ? { kind: 'cycle', cycle } : { kind: 'cycle', cycle, untilMs };
}

/** A cycle of the past, by the grant that opened it; by the account's schedule, where that is lost. */
export async function cycleOf(store: CreditStore, loaded: LoadedAccount, index: number): Promise<Cycle | undefined> {
  const first = await firstEntryOfCycle(store, loaded, index);
  const cycle = cycleOpenedBy(first);
  if (cycle?.index === index) return cycle;
  const { schedule, withdrawn } = loaded.account;
  const isOpeningLost = first !== undefined && isLost(withdrawn, first.seq - 1);
  return isOpeningLost && index >= schedule.baseIndex ? scheduledCycle(schedule, index) : undefined;
}

function cycleOpenedBy(first: Awaited<ReturnType<typeof firstEntryOfCycle>>): Cycle | undefined {
  const { cycle: index, cycleStartMs: startMs, expiresAtMs: endMs } = first ?? {};
  const isCycle = index !== undefined && startMs !== undefined && endMs !== undefined;
  return isCycle ? { index, startMs, endMs } : undefined;
}

export function boundsOf(scope: UsageScope): { readonly startMs: number; readonly endMs: number } {
  if (scope.kind === 'hours') return { startMs: scope.fromMs, endMs: scope.toMs };
  const { startMs, endMs } = scope.cycle;
  return { startMs, endMs: scope.untilMs ?? endMs };
}

/** A cycle also pays for usage that occurred before it and was told late. */
export function daysOf(scope: UsageScope): DaySpan {
  const { startMs, endMs } = boundsOf(scope);
  const lateMs = scope.kind === 'cycle' ? usageWindowDaysMax * dayMs : 0;
  return { from: dayOf(Math.max(0, startMs - lateMs)), to: dayOf(endMs - 1) };
}

export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
