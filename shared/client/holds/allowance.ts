/**
 * The work that a process may run on trust while the service gives no answer: so many credits of work at most, for so long at most,
 * each piece of it told at once and settled as soon as the service answers again. Kept in memory: when the process ends
 * before that, what is outstanding is not charged.
 */
import { processSurroundings, unrefTimer } from '../surroundings.ts';
import type { Settlement } from './settle-work.ts';
import { tellTrouble } from './trouble.ts';

export interface AllowedWork {
  readonly accountId: string;
  /** The work's name at the service: settling twice settles once. */
  readonly key: string;
  /** The credits that it is expected to use: 0 or more. Infinite where nobody knows, and then there is no room for it. */
  readonly credits: number;
  /** Why the service couldn't be asked. */
  readonly cause: unknown;
}

export interface AllowanceOptions {
  /** Credits of work that may be under way or unsettled without being funded, over all accounts: a bound, so a finite number. */
  readonly credits: number;
  /** From the first request without an answer; an answer begins it anew. Finite too. */
  readonly seconds: number;
  /** Told of each piece of work that runs without being funded. What it throws refuses the work. */
  readonly onAllowed: (work: AllowedWork) => void;
  /**
   * Told how each was settled in the end. `unsettled` names why nobody paid. When left out, work that wasn't charged as it
   * said is a line of the error log.
   */
  readonly onSettled?: (work: AllowedWork, settlement: Settlement) => void;
  /** For so long settling is tried again: a day when left out. */
  readonly settleWithinSeconds?: number;
  readonly sleep?: (ms: number) => Promise<void>;
  readonly monotonicMs?: () => number;
}

export interface Allowance {
  /** Takes work in, or says that there is no room for it. */
  take(work: AllowedWork): boolean;
  /** The service answered: the time begins anew. */
  answered(): void;
  /** Settles work that was taken in, now or when the service answers again. */
  settleLater(work: AllowedWork, settle: () => Promise<Settlement>): void;
  /** Credits of work under way or not yet settled. */
  outstanding(): number;
  /** Resolves when nothing waits to be settled, as before a process ends. */
  settled(): Promise<void>;
}

const daySeconds = 86_400;
const pauseFirstMs = 1_000;
const pauseMaxMs = 60_000;

export function createAllowance(options: AllowanceOptions): Allowance {
  for (const bound of ['credits', 'seconds'] as const) {
    const value = options[bound];
    if (!Number.isFinite(value) || value < 0) throw new RangeError(`not a bound of an allowance: ${value} ${bound}`);
  }
  const { sleep = pause, monotonicMs = processSurroundings.monotonicMs } = options;
  const waiting = new Set<Promise<void>>();
  let outstanding = 0;
  let silentSinceMs: number | undefined;

  const settleInTime = async (settle: () => Promise<Settlement>): Promise<Settlement> => {
    const endMs = monotonicMs() + (options.settleWithinSeconds ?? daySeconds) * 1_000;
    for (let pauseMs = pauseFirstMs; ; pauseMs = Math.min(pauseMaxMs, pauseMs * 2)) {
      try {
        return await settle();
      } catch (cause) {
        if (monotonicMs() + pauseMs > endMs) return { kind: 'unanswered', cause };
        await sleep(pauseMs);
      }
    }
  };
  return {
    take: (work) => {
      if (!(work.credits >= 0)) throw new RangeError(`not credits that work is expected to use: ${work.credits}`);
      silentSinceMs ??= monotonicMs();
      const isInTime = monotonicMs() - silentSinceMs <= options.seconds * 1_000;
      // Beyond the last microcredit it isn't counted: sums of doubles are noisy.
      const hasRoom = outstanding + work.credits <= options.credits + 0.0000005;
      if (!isInTime || !hasRoom) return false;
      outstanding += work.credits;
      try {
        options.onAllowed(work);
      } catch (cause) {
        outstanding -= work.credits;
        throw cause;
      }
      return true;
    },
    answered: () => {
      silentSinceMs = undefined;
    },
    settleLater: (work, settle) => {
      const settling = settleInTime(settle).then((settlement) => {
        outstanding = Math.max(0, outstanding - work.credits);
        waiting.delete(settling);
        tellSettled(options, work, settlement);
      });
      waiting.add(settling);
    },
    outstanding: () => outstanding,
    settled: async () => {
      await Promise.all(waiting);
    },
  };
}

/** Logs what its listener throws: this work is settled, and no other's settling ends by it. */
function tellSettled({ onSettled }: AllowanceOptions, work: AllowedWork, settlement: Settlement): void {
  try {
    if (onSettled === undefined) tellTrouble(settlement, `key ${work.key}`, {});
    else onSettled(work, settlement);
  } catch (cause) {
    console.error(`credits-ledger: onSettled threw of work of key ${work.key}:`, cause);
  }
}

/** Doesn't keep a process alive that has nothing else to do. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => unrefTimer(setTimeout(resolve, ms)));
}
