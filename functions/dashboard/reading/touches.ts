/** When somebody last did anything with the page: what is looked at is kept fresh by the second, what lies idle is not. */
import { useSyncExternalStore } from 'react';
import { minuteMs, secondMs } from '../../../shared/domain/time.ts';

const kinds = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focus'] as const;
/** Touches that follow within so long are one. */
const grainMs = 30 * secondMs;

let lastMs = Date.now();
/** Goes up when the page is touched after it lay idle for a while. */
let wakings = 0;

export function lastTouchMs(): number {
  return lastMs;
}

const inUseMs = minuteMs;

/** A pause between reads: the first while the page is in use, the second while it lies idle. */
export function pauseInUse(inUse: number, idle: number): () => number {
  return () => (Date.now() - lastMs < inUseMs ? inUse : idle);
}

/** The pause between reads of what is made anew now and then: reports, tables, outlooks. */
export const reportPause = pauseInUse(30 * secondMs, 10 * minuteMs);

/** The pause between reads of lists that nothing says of when they move: a change made elsewhere shows within two seconds. */
export const listPause = (idle: number): (() => number) => pauseInUse(secondMs, idle);

/** Changes whenever the page is touched after it lay idle. */
export function useTouches(): number {
  return useSyncExternalStore(subscribe, () => wakings);
}

function subscribe(onChange: () => void): () => void {
  const onTouch = (): void => {
    const isWaking = Date.now() - lastMs > grainMs;
    lastMs = Date.now();
    if (!isWaking) return;
    wakings += 1;
    onChange();
  };
  for (const kind of kinds) window.addEventListener(kind, onTouch, { passive: true });
  return () => {
    for (const kind of kinds) window.removeEventListener(kind, onTouch);
  };
}
