/** How long a call waits before it is tried again, and how often one that was throttled is. */

/** A throttled call did nothing, and the table asks for patience. */
export const throttledTriesMax = 10;

/**
 * From half of a window that doubles to all of it: of 256 writers of one item, half as many give up as with pauses that may be nothing,
 * since fewer of their tries find it as busy as before. A call that others wait for stays in a small window.
 */
export function retryPauseMs(failures: number, random: number, isUrgent = false): number {
  if (isUrgent) return random * urgentPauseMs;
  return (0.5 + random / 2) * Math.min(pauseMaxMs, firstPauseMs * 2 ** (failures - 1));
}

const urgentPauseMs = 3;
const firstPauseMs = 25;
const pauseMaxMs = 1_000;
