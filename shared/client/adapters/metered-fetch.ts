/**
 * A `fetch` that is funded before it asks a model and charges what the answer tells: so an SDK is metered in all its ways to
 * call one, its retries and helpers included, without being changed.
 *
 * 1. A request whose body names a model is metered; any other passes.
 * 2. Not funded: a 402 in the provider's own form, which SDKs throw and don't repeat.
 * 3. An answer that isn't ok costs nothing. One that tells nothing that is understood, or that breaks while it is read, costs
 *    the estimate.
 * 4. A stream that pauses at zero is ended as one that came to its length.
 * 5. A whole answer where a stream was asked for is read as what it is. What is neither ends the call: nothing of it is
 *    passed on.
 */
import type { Problem } from '../operations.ts';
import { createModelMeter, type MeteredModelOptions, type ModelCall, type ModelMeter } from './metered-model.ts';
import { rawOf, readServerEvents } from './server-events.ts';

/** How a provider speaks. */
export interface ProviderForm {
  /** Makes an error of the SDK's kind of a problem. */
  readonly refusal: (problem: Problem) => object;
  /** Makes a streamed answer tell its usage at its end; true when the request had not asked for that. */
  readonly askForUsage?: (request: Record<string, unknown>) => boolean;
  /** An event that came only because of that. */
  readonly isUsageOnly?: (event: object) => boolean;
  /** Ends a stream that paused, after its last event. */
  readonly pausedTail: (last: object | undefined) => string;
}

export function createMeteredFetch(
  options: MeteredModelOptions,
  form: ProviderForm,
  send: typeof fetch = globalThis.fetch,
): typeof fetch {
  const meter = createModelMeter(options);
  return async (input, init) => {
    const request = bodyOf(init?.body);
    if (request === 'opaque') return refusal(400, form, opaque);
    const model = request?.['model'];
    if (request === undefined || typeof model !== 'string') return send(input, init);
    if (request['stream'] !== true) return answerWhole(meter, form, { model, request }, () => send(input, init));
    const isAdded = form.askForUsage?.(request) ?? false;
    const sent = isAdded ? { ...init, body: JSON.stringify(request) } : init;
    return answerStreamed({ meter, form, call: { model, request }, isAdded }, () => send(input, sent));
  };
}

const opaque: Problem = {
  type: '/problems/invalid-request',
  code: 'invalid-request',
  title: 'A call that can’t be metered',
  status: 400,
  detail:
    'What this request uses can’t be told from its answer. Fund it by withHold() and call the model by a client of its own.',
  retryable: false,
};

/** `opaque` for a form that names a model, as a transcription does: its use can't be read here. */
function bodyOf(body: unknown): Record<string, unknown> | 'opaque' | undefined {
  if (body instanceof FormData) return body.has('model') ? 'opaque' : undefined;
  const text =
    typeof body === 'string' ? body : body instanceof Uint8Array ? new TextDecoder().decode(body) : undefined;
  if (text === undefined || !text.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An answer of the provider's that isn't an answer of the model: nothing is charged for it. */
class NotAnswered extends Error {
  readonly response: Response;

  constructor(response: Response) {
    super(`the provider answered ${response.status}`);
    this.response = response;
  }
}

async function okOnly(run: () => Promise<Response>): Promise<Response> {
  const response = await run();
  if (!response.ok) throw new NotAnswered(response);
  return response;
}

async function answerWhole(
  meter: ModelMeter,
  form: ProviderForm,
  call: ModelCall,
  run: () => Promise<Response>,
): Promise<Response> {
  try {
    let text = '';
    const answer = await meter.answer(
      call,
      () => okOnly(run),
      async (response) => {
        text = await response.text();
        return parseJson(text);
      },
    );
    if (answer.kind === 'refused') return refusal(answer.problem.status, form, answer.problem);
    const response = answer.value;
    return new Response(text, { status: response.status, headers: plainHeaders(response.headers) });
  } catch (cause) {
    if (cause instanceof NotAnswered) return cause.response;
    throw cause;
  }
}

interface StreamCall {
  readonly meter: ModelMeter;
  readonly form: ProviderForm;
  readonly call: ModelCall;
  readonly isAdded: boolean;
}

async function answerStreamed(
  { meter, form, call, isAdded }: StreamCall,
  run: () => Promise<Response>,
): Promise<Response> {
  let response: Response | undefined;
  try {
    const metered = await meter.stream(call, async () => {
      response = await okOnly(run);
      return readServerEvents(response.body);
    });
    if (metered.kind === 'refused') return refusal(metered.problem.status, form, metered.problem);
    const { value } = metered;
    const events = value[Symbol.asyncIterator]();
    let last: object | undefined;
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        for (;;) {
          const { done, value: event } = await events.next();
          if (done) {
            if ((await value.ending).end === 'paused') controller.enqueue(encoder.encode(form.pausedTail(last)));
            controller.close();
            return;
          }
          last = event;
          if (isAdded && form.isUsageOnly?.(event)) continue;
          controller.enqueue(encoder.encode(rawOf(event)));
          return;
        }
      },
      cancel: async () => {
        await events.return?.();
      },
    });
    return new Response(body, { status: 200, headers: plainHeaders(response?.headers ?? new Headers()) });
  } catch (cause) {
    if (cause instanceof NotAnswered) return cause.response;
    throw cause;
  }
}

/** Without those that speak of how the body was sent. */
function plainHeaders(headers: Headers): Headers {
  const plain = new Headers(headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) plain.delete(name);
  return plain;
}

function refusal(status: number, form: ProviderForm, problem: Problem): Response {
  return new Response(JSON.stringify(form.refusal(problem)), {
    status,
    // Asked again it would be refused again.
    headers: { 'content-type': 'application/json', 'x-should-retry': 'false' },
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
