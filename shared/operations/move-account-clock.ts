import { done, invalid, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { Project } from '../domain/project.ts';
import { dayMs } from '../domain/time.ts';
import { createAccountClocks } from '../storage/account-clocks.ts';
import type { AccountStore } from '../storage/account-store.ts';

/** So that what becomes due by one move is written before it is answered. */
const moveMaxDays = 400;
/** Ahead of everybody's clock in all. */
const aheadMaxDays = 20 * 366;

export interface ClockMoved {
  readonly accountId: string;
  readonly atMs: number;
  readonly aheadMs: number;
}

/**
 * R38: moves the clock of a test project's account ahead. `nowMs` is the account's present time. The clock is kept first: what is due by it then may be
 * written by anybody, as ever.
 */
export async function moveAccountClock(
  { store, project }: { readonly store: AccountStore; readonly project: Project },
  { accountId, to: toMs }: { readonly accountId: string; readonly to: number },
  nowMs: number,
): Promise<Outcome<ClockMoved>> {
  if (project.mode === 'live') return refused({ reason: 'clock-not-movable' });
  if ((await store.readAccount(accountId)) === undefined) return refused({ reason: 'account-not-found' });
  const clocks = createAccountClocks(store.table);
  const clock = await clocks.read(accountId);
  const before = clock?.aheadMs ?? 0;
  if (clock?.movedToMs === toMs) return done({ accountId, atMs: nowMs, aheadMs: before });
  const aheadMs = before + toMs - nowMs;
  if (toMs <= nowMs) return invalid('to', `must be after ${new Date(nowMs).toISOString()}, the account’s time`);
  if (toMs > nowMs + moveMaxDays * dayMs) return invalid('to', `must be at most ${moveMaxDays} days ahead`);
  if (aheadMs > aheadMaxDays * dayMs) return invalid('to', 'must be within 20 years of everybody’s clock');
  await clocks.moveAhead({ accountId, aheadMs, movedToMs: toMs });
  return done({ accountId, atMs: toMs, aheadMs });
}
