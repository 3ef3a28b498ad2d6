import { readFileSync, writeFileSync } from 'node:fs';

/** The local service's clock: the machine's, moved ahead on request. It never goes back, as no deployed clock should. */
export interface LocalClock {
  nowMs(): number;
  /** False when the instant is in the past: nothing moved. */
  moveTo(instantMs: number): boolean;
  /** Stands there from now on, in the past too: for a service that nobody has asked for the time yet. */
  beginAt(instantMs: number): void;
}

/** `file` remembers how far it was moved, so that a service with kept data doesn't go back in time at its restart. */
export function createLocalClock(file?: string): LocalClock {
  let aheadMs = file === undefined ? 0 : readAhead(file);
  const nowMs = (): number => Date.now() + aheadMs;
  const beginAt = (instantMs: number): void => {
    aheadMs += instantMs - nowMs();
    if (file !== undefined) writeFileSync(file, String(aheadMs));
  };
  return {
    nowMs,
    beginAt,
    moveTo: (instantMs) => {
      if (instantMs < nowMs()) return false;
      beginAt(instantMs);
      return true;
    },
  };
}

/** A clock that stands still unless it is moved: what is told by it comes out the same every time. */
export function createStillClock(startMs: number): LocalClock {
  let atMs = startMs;
  return {
    nowMs: () => atMs,
    moveTo: (instantMs) => {
      if (instantMs < atMs) return false;
      atMs = instantMs;
      return true;
    },
    beginAt: (instantMs) => {
      atMs = instantMs;
    },
  };
}

function readAhead(file: string): number {
  try {
    // Behind the machine's is only a clock whose start was cut short in a demonstration's past.
    return Math.max(0, Number(readFileSync(file, 'utf8')));
  } catch {
    return 0;
  }
}
