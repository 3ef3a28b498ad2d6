/** The surroundings that a client takes from the process, or the page, that it runs in. Tests bring their own. */
export interface ClientSurroundings {
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0, below 1. */
  readonly random: () => number;
  /** Never goes back; for how long things take. */
  readonly monotonicMs: () => number;
  /** The time of day, for signatures. */
  readonly nowMs: () => number;
}

export const processSurroundings: ClientSurroundings = {
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: () => Math.random(),
  monotonicMs: () => performance.now(),
  nowMs: () => Date.now(),
};

/** Lets a process end that only a timer keeps alive, where timers do that. */
export function unrefTimer(timer: unknown): void {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
    timer.unref();
}
