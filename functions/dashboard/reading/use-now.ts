import { createContext, useContext, useEffect, useState } from 'react';

export const NowContext = createContext<() => number>(() => Date.now());

/** The service's time, read again at this pace. */
export function useNow(everyMs: number): number {
  const nowMs = useContext(NowContext);
  const [shownMs, setShownMs] = useState(nowMs);
  useEffect(() => {
    const timer = setInterval(() => setShownMs(nowMs()), everyMs);
    return () => clearInterval(timer);
  }, [nowMs, everyMs]);
  return shownMs;
}
