import type { PollSurroundings } from './poll.ts';

/** The clock and events that a poll takes from the page. */
export const pageSurroundings: PollSurroundings = {
  nowMs: () => Date.now(),
  isHidden: () => document.visibilityState === 'hidden',
  onVisible: (listener) => {
    const onChange = (): void => {
      if (document.visibilityState === 'visible') listener();
    };
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  },
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
