/** How long a call waits before it is tried again, and how often one that was throttled is. */

/** A throttled call did nothing, and the table asks for patience. */
export const throttledTriesMax = 10;

/**
 * Full jitter over a window that doubles: from one try to the next, as the SDK's clients for DynamoDB wait. A call that others
 * wait for stays in a small window.
 */
export function retryPauseMs(failures: number, random: number, isUrgent = false): number {
  return random * (isUrgent ? urgentPauseMs : Math.min(pauseMaxMs, firstPauseMs * 2 ** (failures - 1)));
}

const urgentPauseMs = 3;
const firstPauseMs = 25;
const pauseMaxMs = 1_000;
