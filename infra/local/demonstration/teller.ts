/** Sends the demonstration's requests to a service on a clock that is moved, each at its instant. */
import { v7 } from 'uuid';
import { createHttpClient, type Target } from '../../../shared/client/http-client.ts';
import { present } from '../../../shared/domain/present.ts';
import type { LocalClock } from '../clock.ts';
import { clockPath } from '../clock-route.ts';

export interface Teller {
  readonly nowMs: () => number;
  goTo(instantMs: number): void;
  /** Waits until the schedules have written down what became due, and the stream is consumed. */
  settled(): Promise<void>;
  /** Sends a request under a key of this instant, so that it needs no item of its own. Throws unless it is answered as it should be. */
  send(call: Target, request: TellerRequest): Promise<TellerAnswer>;
}

export interface TellerRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly body?: object;
  /** 402 where it is to be refused, `either` where it may be; any success when left out. */
  readonly status?: 402 | 'either';
}

/** The members of answers that the story goes on with. */
export interface TellerAnswer {
  readonly available?: number;
  readonly hold?: { readonly holdId: string };
  readonly holds?: readonly { readonly holdId: string }[];
  readonly entry?: { readonly seq: number };
  readonly topUpRequest?: { readonly requestId: string; readonly state: string; readonly packId: string };
}

/** The service that is told to: where it answers, its clock, and how to wait for what follows. */
export interface ToldService {
  readonly url: string;
  readonly clock: LocalClock;
  readonly consumed: () => Promise<void>;
}

export function createTeller({ url, clock, consumed }: ToldService): Teller {
  const client = createHttpClient(url);
  let last = { atMs: 0, keys: 0 };
  return {
    nowMs: clock.nowMs,
    goTo: (instantMs) => void clock.moveTo(instantMs),
    settled: async () => {
      const body = JSON.stringify({ now: new Date(clock.nowMs()).toISOString() });
      await fetch(url + clockPath, { method: 'POST', body });
      await consumed();
    },
    send: async (call, { params, body, status }) => {
      const atMs = clock.nowMs();
      last = { atMs, keys: last.atMs === atMs ? last.keys + 1 : 0 };
      const idempotencyKey = v7({ msecs: atMs, seq: last.keys, random: new Uint8Array(16) });
      const answer = await client.send(call, { params, idempotencyKey, ...present({ body }) });
      if (!isExpected(answer.status, status))
        throw new Error(`${call.method} ${call.path} of ${params['accountId']}: ${answer.text}`);
      return JSON.parse(answer.text);
    },
  };
}

function isExpected(status: number, expected: TellerRequest['status']): boolean {
  if (expected === 402) return status === 402;
  return status < 300 || (expected === 'either' && status === 402);
}
