import { readFileSync, writeFileSync } from 'node:fs';

/** The local service's clock: the machine's, moved ahead on request. It never goes back, as no deployed clock should. */
export interface LocalClock {
  nowMs(): number;
  /** False when the instant is in the past: nothing moved. */
  moveTo(instantMs: number): boolean;
}

/** `file` remembers how far it was moved, so that a service with kept data doesn't go back in time at its restart. */
export function createLocalClock(file?: string): LocalClock {
  let aheadMs = file === undefined ? 0 : readAhead(file);
  const nowMs = (): number => Date.now() + aheadMs;
  return {
    nowMs,
    moveTo: (instantMs) => {
      const byMs = instantMs - nowMs();
      if (byMs < 0) return false;
      aheadMs += byMs;
      if (file !== undefined) writeFileSync(file, String(aheadMs));
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
  };
}

function readAhead(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}
