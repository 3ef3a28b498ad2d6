/**
 * Keeps one endpoint from holding up the others: a worker has the messages of many, and is done with them when the slowest has answered.
 * So few tries of one endpoint are on their way at once; and one that took its time to answer, or didn't, is left alone for a minute,
 * in which all that is for it is put off. A worker thus waits for a slow receiver once a minute at the most.
 */
import { minuteMs, secondMs } from '../../domain/time.ts';
import type { EndpointPace } from '../../ports/news.ts';
import { createTurnstile, type Turnstile } from '../turnstile.ts';

const atOnceMax = 5;
const slowMs = 3 * secondMs;
const restMs = minuteMs;

/** The pace of this process: another has its own. */
export function createEndpointPace(): EndpointPace {
  const known = new Map<string, { readonly turnstile: Turnstile; restsUntilMs: number }>();
  return {
    pass: (endpointId, nowMs, run) => {
      const own = known.get(endpointId) ?? { turnstile: createTurnstile(atOnceMax), restsUntilMs: 0 };
      known.set(endpointId, own);
      return own.turnstile.pass(async () => {
        const startedMs = nowMs();
        if (startedMs < own.restsUntilMs) return undefined;
        const result = await run();
        if (nowMs() - startedMs >= slowMs) own.restsUntilMs = nowMs() + restMs;
        return result;
      });
    },
  };
}
