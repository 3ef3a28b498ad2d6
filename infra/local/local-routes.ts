/** Addresses under `/local/`, which only the local service has: its clock, its events, and traffic on request. */
import type { HttpAnswer } from '../../shared/runtime/http-answer.ts';
import type { LocalClock } from './clock.ts';
import { answerClock, clockPath } from './clock-route.ts';
import { answerEvents, eventsPath } from './events-route.ts';
import type { MemoryBus } from './memory-bus.ts';
import type { MemoryUsage } from './memory-usage.ts';
import type { LocalStream } from './stream.ts';
import { answerTraffic, trafficPath } from './traffic-route.ts';
import { answerUsage, usagePath } from './usage-route.ts';

export interface LocalParts {
  readonly clock: LocalClock;
  readonly stream: LocalStream | undefined;
  readonly bus: MemoryBus;
  readonly usage: MemoryUsage;
  /** Where the service answers. */
  readonly url: () => string;
  /** Lets the schedules follow a clock that was moved. */
  readonly catchUp: () => Promise<void>;
  /** Waits for what they are at. */
  readonly settled: () => Promise<void>;
}

export interface LocalRequest {
  readonly path: string;
  readonly method: string;
  readonly body: Buffer;
}

/** The answer to a request of these; undefined for any other. */
export async function answerLocal(
  { clock, stream, bus, usage, url, catchUp, settled }: LocalParts,
  { path, method, body }: LocalRequest,
): Promise<HttpAnswer | undefined> {
  if (path === clockPath) {
    const moved = answerClock(clock, method, body);
    // Every balance is right at once; the schedules write it down as fast as they can.
    if (method === 'POST' && moved.code === 'ok') catchUp().catch((cause: unknown) => console.error(cause));
    return moved;
  }
  if (path === trafficPath) return answerTraffic(url(), method, body);
  if (path === usagePath) return answerUsage(usage, method);
  if (path !== eventsPath || stream === undefined) return undefined;
  await settled();
  return answerEvents({ stream, bus }, method);
}
