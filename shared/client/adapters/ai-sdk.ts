/**
 * A middleware of the Vercel AI SDK: `wrapLanguageModel({ model, middleware: creditsMiddleware({ client, accountId }) })`.
 * `generateText`, `streamText` and what is built on them are funded before the model is called and charged by its count.
 */

import type { TokenUsage } from '../../domain/catalogue/model-usage.ts';
import { CreditsRefused } from '../holds/trouble.ts';
import { unrefTimer } from '../surroundings.ts';
import { createModelMeter, type MeteredModelOptions } from './metered-model.ts';

interface NamedModel {
  readonly modelId: string;
  readonly specificationVersion: string;
}

interface StreamResult<Part> {
  readonly stream: ReadableStream<Part>;
}

/** A language model middleware, whatever the parts of its stream. Refused, the call throws `CreditsRefused`. */
export interface CreditsMiddleware {
  readonly specificationVersion: 'v4';
  wrapGenerate<Result>(call: {
    doGenerate: () => PromiseLike<Result>;
    params: unknown;
    model: NamedModel;
  }): Promise<Result>;
  wrapStream<Part, Result extends StreamResult<Part>>(call: {
    doStream: () => PromiseLike<Result & StreamResult<Part>>;
    params: unknown;
    model: NamedModel;
  }): Promise<Result>;
}

export interface CreditsMiddlewareOptions extends MeteredModelOptions {
  /** A stream that nobody has read from for so long is given up, and settled with what had come: 30 seconds when left out. */
  readonly idleSeconds?: number;
}

const idleUsualSeconds = 30;

export function creditsMiddleware(options: CreditsMiddlewareOptions): CreditsMiddleware {
  const meter = createModelMeter(options);
  return {
    specificationVersion: 'v4',
    wrapGenerate: async ({ doGenerate, params, model }) => {
      const answer = await meter.answer({ model: model.modelId, request: params }, async () => doGenerate());
      if (answer.kind === 'refused') throw new CreditsRefused(answer.problem);
      return answer.value;
    },
    wrapStream: async ({ doStream, params, model }) => {
      let rest: object = {};
      const metered = await meter.stream({ model: model.modelId, request: params }, async () => {
        const { stream, ...others } = await doStream();
        rest = others;
        return partsOf(stream);
      });
      if (metered.kind === 'refused') throw new CreditsRefused(metered.problem);
      const { value } = metered;
      const stream = readWhileWanted(value, {
        signal: Reflect.get(Object(params), 'abortSignal'),
        idleMs: (options.idleSeconds ?? idleUsualSeconds) * 1_000,
        atEnd: async () => {
          const { end, usage } = await value.ending;
          return end === 'paused' ? usageTotals(model.specificationVersion, usage) : undefined;
        },
      });
      // The result with its stream metered, and all its other members.
      return { ...rest, stream } as Awaited<ReturnType<typeof doStream>>;
    },
  };
}

interface ReadTerms {
  /** The call's own: aborted, nobody reads on. */
  readonly signal: unknown;
  readonly idleMs: number;
  /** One more part, as it may be. */
  readonly atEnd: () => Promise<object | undefined>;
}

/** Reads a stream while somebody wants it. Whoever reads a call's stream may leave it without a word: then it is aborted, or nobody asks for more. */
function readWhileWanted(
  events: AsyncIterable<unknown>,
  { signal, idleMs, atEnd }: ReadTerms,
): ReadableStream<unknown> {
  const parts = events[Symbol.asyncIterator]();
  const leave = (): void => void Promise.resolve(parts.return?.()).catch(() => {});
  let idle: ReturnType<typeof setTimeout> | undefined;
  if (signal instanceof AbortSignal) signal.addEventListener('abort', leave, { once: true });
  const done = (): void => {
    clearTimeout(idle);
    if (signal instanceof AbortSignal) signal.removeEventListener('abort', leave);
  };
  return new ReadableStream({
    pull: async (controller) => {
      clearTimeout(idle);
      const next = await parts.next();
      if (!next.done) {
        controller.enqueue(next.value);
        idle = setTimeout(leave, idleMs);
        unrefTimer(idle);
        return;
      }
      done();
      const last = await atEnd();
      if (last !== undefined) controller.enqueue(last);
      controller.close();
    },
    cancel: async () => {
      done();
      await parts.return?.();
    },
  });
}

async function* partsOf<Part>(stream: ReadableStream<Part>): AsyncGenerator<Part> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}

/** How a stream ends that paused at zero: as one whose length was reached, in the words of the model's specification. */
function usageTotals(version: string, { input, output, cachedInput, cacheWrite }: TokenUsage): object {
  if (version === 'v2') {
    const usage = { inputTokens: input + cachedInput + cacheWrite, outputTokens: output, totalTokens: undefined };
    return { type: 'finish', finishReason: 'length', usage };
  }
  return {
    type: 'finish',
    finishReason: { unified: 'length', raw: 'out-of-credits' },
    usage: {
      inputTokens: { total: input + cachedInput + cacheWrite, noCache: input, cacheRead: cachedInput, cacheWrite },
      outputTokens: { total: output, text: output, reasoning: undefined },
    },
  };
}
