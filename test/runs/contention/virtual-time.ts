/**
 * Time that passes only when everyone waits. What follows from one instant without waiting happens before the next begins,
 * so a load of minutes takes as long as its decisions take, and is the same in every run.
 */
export interface VirtualTime {
  /** Milliseconds since 1970, with fractions. */
  nowMs(): number;
  sleep(ms: number): Promise<void>;
  /** Lets time pass until this has ended. Rejects when nobody waits for anything any more. */
  run<T>(work: Promise<T>): Promise<T>;
}

interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly go: () => void;
}

export function createVirtualTime(startMs: number): VirtualTime {
  const timers = createQueue();
  let nowMs = startMs;
  let order = 0;

  function sleep(ms: number): Promise<void> {
    return new Promise((go) => {
      order += 1;
      timers.push({ atMs: nowMs + Math.max(0, ms), order, go });
    });
  }

  function run<T>(work: Promise<T>): Promise<T> {
    let hasEnded = false;
    const ended = work.finally(() => {
      hasEnded = true;
    });
    return new Promise((resolve, reject) => {
      ended.then(resolve, reject);
      const step = (): void => {
        if (hasEnded) return;
        const next = timers.pop();
        if (next === undefined) {
          reject(new Error('everyone waits for something that never comes'));
          return;
        }
        nowMs = next.atMs;
        next.go();
        afterAllThatFollows(step);
      };
      afterAllThatFollows(step);
    });
  }

  return { nowMs: () => nowMs, sleep, run };
}

/** Once no promise is left to go on: the queue of ticks is looked at when that of promises is empty. */
function afterAllThatFollows(step: () => void): void {
  queueMicrotask(() => process.nextTick(step));
}

/** Soonest first, and what was asked for first among equals. */
function createQueue(): { push(timer: Timer): void; pop(): Timer | undefined } {
  const heap: Timer[] = [];
  const isBefore = (a: Timer, b: Timer): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

  function push(timer: Timer): void {
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const parentAt = (at - 1) >> 1;
      const parent = heap[parentAt];
      if (parent === undefined || !isBefore(timer, parent)) break;
      heap[at] = parent;
      at = parentAt;
    }
    heap[at] = timer;
  }

  function pop(): Timer | undefined {
    const [first] = heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      const childAt = soonerChild(at);
      const child = heap[childAt];
      if (child === undefined || !isBefore(child, last)) break;
      heap[at] = child;
      at = childAt;
    }
    heap[at] = last;
    return first;
  }

  function soonerChild(at: number): number {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
    return left !== undefined && right !== undefined && isBefore(right, left) ? 2 * at + 2 : 2 * at + 1;
  }

  return { push, pop };
}
