/**
 * Who goes next, and what time it is. Everything that waits in a history waits here: at a scheduling point until it is
 * picked, or for an instant of virtual time. One goes on, and all that follows from it without waiting happens, before the
 * next is picked; so a history is the same each time that the same numbers are drawn.
 */
import type { Random } from './random.ts';

export interface Scheduler {
  /** True time. It passes a little with every pick, and jumps to the next instant awaited when nobody can go on. */
  nowMs(): number;
  /** A scheduling point. */
  turn(): Promise<void>;
  sleep(ms: number): Promise<void>;
  sleepUntil(atMs: number): Promise<void>;
  /** Goes on until `isDone`. Rejects when nothing is left that could make it so. */
  run(isDone: () => boolean): Promise<void>;
  readonly picks: number;
}

/** Picks of one history: several times what the longest take. */
const picksMax = 60_000;
/** The most that one step of a process takes. */
const stepMaxMs = 4;

interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly go: () => void;
}

export function createScheduler(random: Random, startMs: number): Scheduler {
  const ready: (() => void)[] = [];
  const timers: Timer[] = [];
  let nowMs = startMs;
  let order = 0;
  let picks = 0;

  function sleepUntil(atMs: number): Promise<void> {
    return new Promise((go) => {
      order += 1;
      timers.push({ atMs: Math.max(Math.ceil(atMs), nowMs), order, go });
    });
  }

  function wake(): void {
    const soonest = (): number => timers.reduce((ms, timer) => Math.min(ms, timer.atMs), Number.POSITIVE_INFINITY);
    if (ready.length === 0) nowMs = Math.max(nowMs, soonest());
    if (soonest() > nowMs) return;
    const due = timers.filter(({ atMs }) => atMs <= nowMs).sort((a, b) => a.atMs - b.atMs || a.order - b.order);
    const later = timers.filter(({ atMs }) => atMs > nowMs);
    timers.splice(0, timers.length, ...later);
    ready.push(...due.map(({ go }) => go));
  }

  function pick(): (() => void) | undefined {
    const at = random.below(ready.length);
    const picked = ready[at];
    const last = ready.pop();
    if (last !== undefined && last !== picked) ready[at] = last;
    return picked;
  }

  function run(isDone: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const step = (): void => {
        if (isDone()) {
          resolve();
          return;
        }
        if (timers.length > 0) wake();
        const go = pick();
        picks += 1;
        if (go === undefined || picks > picksMax) {
          const why = go === undefined ? 'everyone waits for something that never comes' : 'the history does not end';
          reject(new Error(why));
          return;
        }
        nowMs += random.below(stepMaxMs);
        go();
        // After the microtasks that follow from it, and all that follow from those.
        queueMicrotask(() => process.nextTick(step));
      };
      process.nextTick(step);
    });
  }

  return {
    nowMs: () => nowMs,
    turn: () => new Promise((go) => ready.push(go)),
    sleep: (ms) => sleepUntil(nowMs + ms),
    sleepUntil,
    run,
    get picks() {
      return picks;
    },
  };
}
