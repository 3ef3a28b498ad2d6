/**
 * The wall clock as requests tell it: each says when it was asked, and a clock that only goes forward says how long ago that was. What has
 * waited for its turn says an earlier time than it is, so of the last minute's the one counts that is furthest ahead.
 */
export interface RequestClock {
  /** Is told when a request was asked, as it comes. */
  hear(askedMs: number): void;
  /** Whole, as it is stored. */
  nowMs(): number;
}

/** Longer than any batch goes on. */
const heardForMs = 60_000;

export function createRequestClock(monotonicMs: () => number): RequestClock {
  let aheadMs = Number.NEGATIVE_INFINITY;
  let heardAtMs = Number.NEGATIVE_INFINITY;
  return {
    hear: (askedMs) => {
      const atMs = monotonicMs();
      if (askedMs - atMs < aheadMs && atMs - heardAtMs < heardForMs) return;
      aheadMs = askedMs - atMs;
      heardAtMs = atMs;
    },
    nowMs: () => Math.floor(monotonicMs() + aheadMs),
  };
}
