import { movedClock } from '../domain/account/account-clock.ts';
import { done, invalid, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { Project } from '../domain/project.ts';
import { createAccountClocks } from '../storage/account-clocks.ts';
import type { AccountStore } from '../storage/account-store.ts';

export interface ClockMoved {
  readonly accountId: string;
  readonly atMs: number;
  readonly aheadMs: number;
}

/**
 * Moves the clock of a test project's account ahead (R38). `nowMs` is the account's present time. The clock is kept first: what is due by it then may
 * be written by anybody, as ever.
 */
export async function moveAccountClock(
  { store, project }: { readonly store: AccountStore; readonly project: Project },
  { accountId, to: toMs }: { readonly accountId: string; readonly to: number },
  nowMs: number,
): Promise<Outcome<ClockMoved>> {
  if (project.mode === 'live') return refused({ reason: 'clock-not-movable' });
  if ((await store.readAccount(accountId)) === undefined) return refused({ reason: 'account-not-found' });
  const clocks = createAccountClocks(store.table);
  const move = movedClock(await clocks.read(accountId), { accountId, toMs }, nowMs);
  switch (move.kind) {
    case 'invalid':
      return invalid('to', move.message);
    case 'as-it-was':
      return done({ accountId, atMs: nowMs, aheadMs: move.clock.aheadMs });
    case 'moved':
      await clocks.moveAhead(move.clock);
      return done({ accountId, atMs: toMs, aheadMs: move.clock.aheadMs });
    default:
      return move satisfies never;
  }
}
