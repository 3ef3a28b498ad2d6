/** R38: the clock of a test project's account. It is moved ahead, and never back. */
import { dayMs } from '../time.ts';

export interface AccountClock {
  readonly accountId: string;
  /** Ahead of everybody's, in milliseconds, above 0. */
  readonly aheadMs: number;
  /** The instant that it was last moved to. */
  readonly movedToMs: number;
}

/** So that what becomes due by one move is written before it is answered. */
const moveMaxDays = 400;
/** Ahead of everybody's clock in all. */
const aheadMaxDays = 20 * 366;

export type ClockMove =
  | { readonly kind: 'moved'; readonly clock: AccountClock }
  /** It was moved to that very instant before: the same was asked for again. */
  | { readonly kind: 'as-it-was'; readonly clock: AccountClock }
  | { readonly kind: 'invalid'; readonly message: string };

/** Moves a clock to an instant. `nowMs` is the account's present time; a clock that is undefined goes with everybody's. */
export function movedClock(
  clock: AccountClock | undefined,
  { accountId, toMs }: { readonly accountId: string; readonly toMs: number },
  nowMs: number,
): ClockMove {
  if (clock?.movedToMs === toMs) return { kind: 'as-it-was', clock };
  const aheadMs = (clock?.aheadMs ?? 0) + toMs - nowMs;
  if (toMs <= nowMs) return invalid(`must be after ${new Date(nowMs).toISOString()}, the account’s time`);
  if (toMs > nowMs + moveMaxDays * dayMs) return invalid(`must be at most ${moveMaxDays} days ahead`);
  if (aheadMs > aheadMaxDays * dayMs) return invalid('must be within 20 years of everybody’s clock');
  return { kind: 'moved', clock: { accountId, aheadMs, movedToMs: toMs } };
}

function invalid(message: string): ClockMove {
  return { kind: 'invalid', message };
}
