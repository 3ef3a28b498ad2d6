/** When a request is repeated, and how long to wait before. */

export interface RetryBounds {
  readonly triesMax: number;
  readonly tryTimeoutMs: number;
  /** For all tries and the pauses between them. */
  readonly totalMs: number;
}

export const usualBounds: RetryBounds = { triesMax: 6, tryTimeoutMs: 15_000, totalMs: 45_000 };

/**
 * Answers that say nothing of the request: it may or may not have been carried out, and its key settles which. An
 * account that is quarantined answers 503 too, but stays so until people have looked.
 */
export function isTransient(status: number, text: string): boolean {
  return [429, 500, 502, 503, 504].includes(status) && !text.includes('"account-quarantined"');
}

const firstWindowMs = 200;
const windowMaxMs = 5_000;

/** Full jitter over a window that doubles; on top of what the service asked for, so that callers don't come back at once. */
export function pauseMs(tries: number, retryAfterMs: number, random: () => number): number {
  return retryAfterMs + random() * Math.min(windowMaxMs, firstWindowMs * 2 ** (tries - 1));
}

/** `Retry-After` in milliseconds: seconds, or an instant. Zero when it says neither. */
export function retryAfterMs(header: string | null, nowMs: number): number {
  if (header === null) return 0;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000;
  const instant = Date.parse(header);
  return Number.isFinite(instant) ? Math.max(0, instant - nowMs) : 0;
}
