/** A metered stream over a service that only remembers: what its reader was shown, and what was charged for it. */
import { expect } from 'vitest';
import type { HoldClient } from '../../../shared/client/holds/settle-work.ts';
import { meterStream } from '../../../shared/client/meter-stream.ts';

export const estimate = { inputTokens: 0, outputTokens: 40 };

const skus = {
  input: 'in',
  output: 'out',
  cachedInput: 'cached',
  cacheWrite: 'written',
  webSearches: 'search',
  images: 'image',
};

/** A service that grants and remembers what it was asked to charge. */
function remembering(): {
  readonly client: HoldClient;
  readonly charged: () => ReadonlyMap<string, number> | 'released' | 'open';
} {
  let charged: ReadonlyMap<string, number> | 'released' | 'open' = 'open';
  const hold = { holdId: 'hold_1', credits: 1, slice: 1, whenExhausted: 'pause' };
  const done = (value: unknown): object => ({ kind: 'done', value, isReplay: false });
  const client: object = {
    authorizeHold: async () => done({ hold }),
    reportUsage: async () => done({ hold, decision: 'continue' }),
    captureHold: async ({
      body,
    }: {
      readonly body: { readonly usage: readonly { sku: string; quantity: number }[] };
    }) => {
      charged = new Map(body.usage.map(({ sku, quantity }) => [sku, quantity]));
      return done({ hold, entry: {} });
    },
    releaseHold: async () => {
      charged = 'released';
      return done({ hold });
    },
  };
  return { client: client as HoldClient, charged: () => charged };
}

async function* streamOf(events: readonly unknown[]): AsyncGenerator<unknown, void, undefined> {
  yield* events;
}

/** Reads so many events at most; answers what it was shown. */
export async function readCharged(
  events: readonly unknown[],
  eventsMax: number,
): Promise<{ readonly shown: readonly unknown[] } & ReturnType<typeof remembering>> {
  const { client, charged } = remembering();
  const opened = await meterStream(() => streamOf(events), { client, accountId: 'a', skus, estimate });
  if (opened.kind === 'refused') throw new Error(opened.problem.detail);
  const shown: unknown[] = [];
  try {
    for await (const event of opened.value) {
      shown.push(event);
      if (shown.length >= eventsMax) break;
    }
  } catch (cause) {
    expect(shown, String(cause)).toEqual([]);
  }
  await opened.value.ending;
  return { shown, client, charged };
}
