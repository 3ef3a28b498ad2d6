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
 *    tell. A stream that broke before it began is released.
 * 4. Reports that get no answer are made good by the next. After three in a row the stream ends as paused.
 * 5. Nothing is passed on before an event was understood: one that isn't ends the call as `not-understood`, and releases
 *    the hold. A later one is passed on, and the output charged as at least what was estimated, until the model tells.
 * 6. A stream that nobody begins to read is cancelled after `readWithinMs`.
 */

import { chargeOf, type ModelSkus, skusIn } from '../domain/catalogue/model-skus.ts';
import type { TokenUsage } from '../domain/catalogue/model-usage.ts';
import { present } from '../domain/present.ts';
import type { Answer, Problem } from './credits-client.ts';
import type { Charge, UsageCharge } from './holds/charge.ts';
import type { HoldTerms } from './holds/hold-terms.ts';
import { openHold } from './holds/open-hold.ts';
import type { Settlement } from './holds/settle-work.ts';
import { createTokenCount, type TokenCount, type TokenEstimate } from './models/token-count.ts';
import { createReports, type Reports } from './stream-reports.ts';
import { unrefTimer } from './surroundings.ts';

export interface MeterOptions extends Omit<HoldTerms, 'estimate'> {
  readonly skus: ModelSkus;
  /** The tokens that prompt and answer are expected to come to: what is set aside before the model is called. */
  readonly estimate: TokenEstimate;
  readonly reportEveryTokens?: number;
  /** How long a stream waits for its reader before it is cancelled: 10 seconds when left out. */
  readonly readWithinMs?: number;
}

export interface StreamEnding {
  /** `stopped`: its reader left. `failed`: it threw. `not-understood`: its first event was of no known shape. */
  readonly end: 'finished' | 'paused' | 'stopped' | 'failed' | 'not-understood';
  readonly usage: TokenUsage;
  /** True when the model didn't come to tell what it used. */
  readonly isEstimate: boolean;
  /** Events of no known shape. Where the model told nothing after them, the output is at least what was estimated. */
  readonly unknownEvents: number;
  readonly settlement: Settlement;
  /** Why it paused, where the service said more than that. */
  readonly problem?: Problem;
}

export interface MeteredStream<Event> extends AsyncIterable<Event> {
  /** Undefined for a stream that runs on trust. */
  readonly holdId: string | undefined;
  /** How it ended, once it has. Rejects with `NoAnswer` when it couldn't be settled; then the clock does. */
  readonly ending: Promise<StreamEnding>;
  /** For a stream that nobody is going to read. */
  cancel(): Promise<void>;
}

/** The first event of a stream was of no known shape. Its hold was released. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
  readonly event: unknown;

  constructor(event: unknown) {
    super('the first event of the stream is of no shape that is known, so nothing of it was passed on');
    this.event = event;
  }
}

const reportEveryUsual = 64;
const readWithinUsualMs = 10_000;

export async function meterStream<Event>(
  open: () => AsyncIterable<Event> | Promise<AsyncIterable<Event>>,
  options: MeterOptions,
): Promise<Answer<MeteredStream<Event>>> {
  const { skus, estimate, reportEveryTokens = reportEveryUsual, readWithinMs: _read, ...terms } = options;
  const authorized = await openHold({ ...terms, estimate: estimateUsage(estimate, skus) });
  if (authorized.kind === 'refused') return authorized;
  const hold = authorized.value;
  const count = createTokenCount(estimate);
  const used = (): Charge | undefined => chargeOf(count.usage(), skus);
  const reports = createReports({ hold, reportEveryTokens, used });
  const meter = createMeter(count, reports, (isNothing) => {
    hold.use(isNothing ? { credits: 0 } : (used() ?? { credits: 0 }));
    return hold.settle();
  });
  let events: AsyncIterable<Event>;
  try {
    events = await open();
  } catch (cause) {
    await meter.end('failed').catch(() => {});
    throw cause;
  }
  const source = events[Symbol.asyncIterator]();
  const stream = meterAnswer(source, meter, () => reports.isPaused(count.usage().output));
  const cancel = async (): Promise<void> => {
    // One that was begun closes its source itself.
    await Promise.all([stream.return(), hasReader ? undefined : source.return?.()]);
    await meter.end('stopped');
  };
  let hasReader = false;
  const timer = setTimeout(() => void cancel().catch(() => {}), options.readWithinMs ?? readWithinUsualMs);
  // Waiting for a reader keeps no process alive.
  unrefTimer(timer);
  const iterator = (): AsyncIterator<Event> => {
    hasReader = true;
    clearTimeout(timer);
    return stream;
  };
  return {
    ...authorized,
    value: { holdId: hold.holdId, ending: meter.ending, cancel, [Symbol.asyncIterator]: iterator },
  };
}

/** With a line of nothing for each SKU that may be charged later: one without a price refuses the stream before it begins. */
export function estimateUsage(
  { inputTokens: input, outputTokens: output }: TokenEstimate,
  skus: ModelSkus,
): UsageCharge {
  const charge = chargeOf({ input, output, cachedInput: 0, cacheWrite: 0 }, skus);
  if (charge === undefined) throw new RangeError('a model is thought to use a token at least');
  const priced = new Set(charge.usage.map(({ sku }) => sku));
  const others = skusIn(skus).filter((sku) => !priced.has(sku));
  return { usage: [...charge.usage, ...others.map((sku) => ({ sku, quantity: 0 }))] };
}

interface Meter {
  readonly ending: Promise<StreamEnding>;
  /** False for an event of no known shape. */
  add(event: unknown): boolean;
  /** Settles, once. Rejects as `ending` does. */
  end(end: StreamEnding['end']): Promise<void>;
}

function createMeter(count: TokenCount, reports: Reports, settle: (isNothing: boolean) => Promise<Settlement>): Meter {
  let resolve: (ending: StreamEnding) => void = () => {};
  let reject: (cause: unknown) => void = () => {};
  const ending = new Promise<StreamEnding>((whenResolved, whenRejected) => {
    resolve = whenResolved;
    reject = whenRejected;
  });
  // Its reader may never look at it.
  ending.catch(() => {});
  let isEnding = false;
  const settled = async (end: StreamEnding['end']): Promise<StreamEnding> => {
    const { problem } = await reports.last();
    const isNothing = end === 'not-understood' || !count.hasBegun();
    const settlement = await settle(isNothing);
    const told = { usage: count.usage(), isEstimate: count.isEstimate(), unknownEvents: count.unknownEvents() };
    return { end, ...told, settlement, ...present({ problem }) };
  };
  return {
    ending,
    add: count.add,
    end: async (end) => {
      if (!isEnding) settled(end).then(resolve, reject);
      isEnding = true;
      await ending;
    },
  };
}

async function* meterAnswer<Event>(
  source: AsyncIterator<Event>,
  meter: Meter,
  isPaused: () => Promise<boolean>,
): AsyncGenerator<Event, void, undefined> {
  // Whoever leaves in the middle leaves it at this.
  let end: StreamEnding['end'] = 'stopped';
  let isUnderstood = false;
  try {
    for await (const event of { [Symbol.asyncIterator]: () => source }) {
      const isKnown = meter.add(event);
      if (!isKnown && !isUnderstood) {
        end = 'not-understood';
        throw new NotUnderstood(event);
      }
      isUnderstood = true;
      yield event;
      if (await isPaused()) {
        end = 'paused';
        return;
      }
    }
    end = 'finished';
  } catch (cause) {
    if (end === 'stopped') end = 'failed';
    throw cause;
  } finally {
    const settled = meter.end(end);
    // What broke the stream matters more to its reader than what it does to the bill, which `ending` tells.
    await (end === 'failed' || end === 'not-understood' ? settled.catch(() => {}) : settled);
  }
}
