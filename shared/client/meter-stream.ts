/**
 * A model's stream, paid for as it goes. A hold funds it before the model is called; while tokens come, what was used is
 * reported; when credits run out and the hold's policy is `pause`, the stream ends with what it had; however it ends, it is
 * charged with what it used.
 *
 * 1. The model is called only once the hold is granted.
 * 2. A report is made every `reportEveryTokens`, in the background, and its answer is awaited before the next. So the
 *    stream is ahead of the answers by two reports at most. A slice that pays for four of them or more is extended before
 *    it is used up, and then no more than a slice goes unbilled when the process is killed.
 * 3. Finished, paused, left by its reader or failed: what was used is captured, by the model's own count where it came to
 *    tell. A stream that broke before its first event is released.
 * 4. Reports that get no answer are made good by the next. After three in a row the stream ends as paused.
 */
import type { Answer, Problem } from './credits-client.ts';
import { type Charge, type HoldClient, type Settlement, settleWork } from './holds/settle-work.ts';
import type { TokenUsage } from './models/model-events.ts';
import { chargeOf, createTokenCount, type ModelSkus, type TokenCount } from './models/token-count.ts';
import { createReports, type Reports } from './stream-reports.ts';

export interface MeterOptions {
  readonly client: HoldClient;
  readonly accountId: string;
  readonly skus: ModelSkus;
  /** What the prompt and the answer are thought to come to: what is set aside before the model is called. */
  readonly estimate: { readonly inputTokens: number; readonly outputTokens: number };
  /** Credits that an extension sets aside; what the estimate costs when left out. */
  readonly slice?: number;
  readonly whenExhausted?: 'pause' | 'complete';
  /** How long the stream may take: 10 minutes when left out. */
  readonly expiresInSeconds?: number;
  readonly reportEveryTokens?: number;
  readonly dimensions?: Readonly<Record<string, string>>;
}

export interface StreamEnding {
  /** `stopped`: its reader left. `failed`: it threw. */
  readonly end: 'finished' | 'paused' | 'stopped' | 'failed';
  readonly usage: TokenUsage;
  /** True when the model didn't come to tell what it used. */
  readonly isEstimate: boolean;
  readonly settlement: Settlement;
  /** Why it paused, where the service said more than that. */
  readonly problem?: Problem;
}

export interface MeteredStream<Event> extends AsyncIterable<Event> {
  readonly holdId: string;
  /** How it ended, once it has. Rejects with `NoAnswer` when it couldn't be settled; then the clock does. */
  readonly ending: Promise<StreamEnding>;
  /** For a stream that nobody is going to read. */
  cancel(): Promise<void>;
}

const reportEveryUsual = 64;

export async function meterStream<Event>(
  open: () => AsyncIterable<Event> | Promise<AsyncIterable<Event>>,
  options: MeterOptions,
): Promise<Answer<MeteredStream<Event>>> {
  const { client, accountId, skus, estimate, reportEveryTokens = reportEveryUsual } = options;
  const authorized = await authorize(options);
  if (authorized.kind === 'refused') return authorized;
  const { hold } = authorized.value;
  const count = createTokenCount(estimate.inputTokens);
  const used = (): Charge | undefined => chargeOf(count.usage(), skus);
  const reports = createReports({ client, accountId, hold, reportEveryTokens, used });
  const meter = createMeter(count, reports, (held, charge) =>
    settleWork(client, { accountId, holdId: hold.holdId, held }, charge === 'nothing' ? undefined : used()),
  );
  let events: AsyncIterable<Event>;
  try {
    events = await open();
  } catch (cause) {
    await meter.end('failed', false).catch(() => {});
    throw cause;
  }
  const stream = metered(events, meter, () => reports.isPaused(count.usage().output));
  const cancel = async (): Promise<void> => {
    await stream.return();
    await meter.end('stopped', false);
  };
  const value = { holdId: hold.holdId, ending: meter.ending, cancel, [Symbol.asyncIterator]: () => stream };
  return { ...authorized, value };
}

function authorize(options: MeterOptions): ReturnType<HoldClient['authorizeHold']> {
  const { client, accountId, skus, estimate, slice, dimensions, expiresInSeconds, whenExhausted = 'pause' } = options;
  const { inputTokens: input, outputTokens: output } = estimate;
  const charge = chargeOf({ input, output, cachedInput: 0, cacheWrite: 0 }, skus);
  if (charge === undefined) throw new RangeError('a stream is thought to use a token at least');
  return client.authorizeHold({
    accountId,
    body: {
      ...charge,
      whenExhausted,
      ...(expiresInSeconds === undefined ? {} : { expiresInSeconds }),
      ...(slice === undefined ? {} : { slice }),
      ...(dimensions === undefined ? {} : { dimensions: { ...dimensions } }),
    },
  });
}

interface Meter {
  readonly ending: Promise<StreamEnding>;
  add(event: unknown): void;
  /** Settles, once. Rejects as `ending` does. */
  end(end: StreamEnding['end'], hasBegun: boolean): Promise<void>;
}

function createMeter(
  count: TokenCount,
  reports: Reports,
  settle: (held: number, charge: 'used' | 'nothing') => Promise<Settlement>,
): Meter {
  const { promise: ending, resolve, reject } = Promise.withResolvers<StreamEnding>();
  // Its reader may never look at it.
  ending.catch(() => {});
  let isEnding = false;
  const settled = async (end: StreamEnding['end'], hasBegun: boolean): Promise<StreamEnding> => {
    const { held, problem } = await reports.last();
    const settlement = await settle(held, hasBegun ? 'used' : 'nothing');
    const told = { usage: count.usage(), isEstimate: count.isEstimate() };
    return { end, ...told, settlement, ...(problem === undefined ? {} : { problem }) };
  };
  return {
    ending,
    add: count.add,
    end: async (end, hasBegun) => {
      if (!isEnding) settled(end, hasBegun).then(resolve, reject);
      isEnding = true;
      await ending;
    },
  };
}

async function* metered<Event>(
  events: AsyncIterable<Event>,
  meter: Meter,
  isPaused: () => Promise<boolean>,
): AsyncGenerator<Event, void, undefined> {
  // Whoever leaves in the middle leaves it at this.
  let end: StreamEnding['end'] = 'stopped';
  let hasBegun = false;
  try {
    for await (const event of events) {
      hasBegun = true;
      meter.add(event);
      yield event;
      if (await isPaused()) {
        end = 'paused';
        return;
      }
    }
    end = 'finished';
  } catch (cause) {
    end = 'failed';
    throw cause;
  } finally {
    const settled = meter.end(end, hasBegun);
    // What broke the stream matters more to its reader than what it does to the bill, which `ending` tells.
    await (end === 'failed' ? settled.catch(() => {}) : settled);
  }
}
