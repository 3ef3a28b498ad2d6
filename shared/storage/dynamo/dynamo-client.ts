/**
 * The way to DynamoDB that every request of the service takes: signed JSON over kept connections, and one retry layer. It
 * does what the SDK's client does for the calls that `dynamo-table.ts` makes and nothing else, at a third of its CPU; the
 * SDK is for all that isn't on a request's way.
 *
 * A call is tried again when the next try may fare better. So a conditional write that is refused, or that nobody answers,
 * may have been stored by an earlier try: whoever calls looks again before it judges (W4 of the write path).
 */

import { crc32 } from 'node:zlib';
import { present } from '../../domain/present.ts';
import { retryPauseMs, throttledTriesMax } from '../retry-pause.ts';
import { AnswerDamaged, DynamoFailure, failureKind, isAboutTime } from './dynamo-failure.ts';
import { type Answer, createExchange, type ExchangeLimits } from './exchange.ts';
import { type Credentials, createSigner } from './signature.ts';

/** The calls that the table makes. */
export type Operation = 'BatchGetItem' | 'BatchWriteItem' | 'GetItem' | 'PutItem' | 'Query' | 'UpdateItem';

export type Output = Readonly<Record<string, unknown>>;

/** One try: signed, sent and answered, or failed. */
export type Try = (operation: Operation, input: object) => Promise<Output>;

export interface CallOptions {
  /** Others wait for it: throttled, it is tried again soon. */
  readonly isUrgent?: boolean;
  /** For a caller that looks again before it asks once more: rejects with `Throttled` once as many tries were. */
  readonly throttledTries?: number;
}

/** Every try of a call was throttled, so that it did nothing. */
export class Throttled extends Error {
  override readonly name = 'Throttled';

  constructor(options: ErrorOptions) {
    super('every try was throttled', options);
  }
}

export interface DynamoClient {
  /** Rejects with `DynamoFailure` when DynamoDB says no, and with the last try's failure when nothing came of any. */
  readonly call: (operation: Operation, input: object, options?: CallOptions) => Promise<Output>;
  /** From now on around every try, retries included: to count them, or to look at them. */
  watch(around: (next: Try) => Try): void;
  /** Closes its connections. */
  destroy(): void;
}

export interface DynamoClientOptions {
  readonly endpoint: string;
  readonly region: string;
  /** Asked at every try, since they change while a process lives. */
  readonly credentials: () => Credentials | Promise<Credentials>;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  readonly nowMs: () => number;
  readonly limits?: Partial<ClientLimits>;
}

export interface ClientLimits extends ExchangeLimits {
  /** Tries of a call that isn't answered. */
  readonly triesMax: number;
}

export const clientLimits: ClientLimits = {
  connectionsMax: 64,
  freeMaxMs: 4_000,
  connectMaxMs: 1_000,
  answerMaxMs: 2_000,
  triesMax: 3,
};

/** Between this clock and DynamoDB's, as the SDK has it: signatures are good for five minutes. */
const skewMaxMs = 240_000;

export function createDynamoClient(options: DynamoClientOptions): DynamoClient {
  const { sleep, random } = options;
  const { triesMax, ...limits } = { ...clientLimits, ...options.limits };
  const endpoint = new URL(options.endpoint);
  const exchange = createExchange(endpoint, limits);
  const sign = createSigner({ region: options.region, service: 'dynamodb' });
  let skewMs = 0;
  let attempt: Try = once;

  async function once(operation: Operation, input: object): Promise<Output> {
    const credentials = await options.credentials();
    const body = JSON.stringify(input);
    const headers = [
      ['content-type', 'application/x-amz-json-1.0'],
      ['x-amz-target', `DynamoDB_20120810.${operation}`],
    ] as const;
    const atMs = options.nowMs() + skewMs;
    return outputOf(
      await exchange.post(sign({ host: endpoint.host, headers, body, atMs }, credentials), body),
      (answer) => setClock(answer),
    );
  }

  /** By the time on an answer that blames ours: true where that explains it. */
  function setClock(answer: Answer): boolean {
    const theirsMs = Date.parse(answer.header('date') ?? '');
    const aheadMs = theirsMs - options.nowMs();
    if (Number.isNaN(theirsMs) || Math.abs(aheadMs - skewMs) < skewMaxMs) return false;
    skewMs = aheadMs;
    return true;
  }

  async function call(operation: Operation, input: object, options: CallOptions = {}): Promise<Output> {
    const { isUrgent = false, throttledTries = Number.POSITIVE_INFINITY } = options;
    const failures = { throttled: 0, passing: 0 };
    for (;;) {
      try {
        return await attempt(operation, input);
      } catch (cause) {
        const kind = failureKind(cause);
        if (kind === 'final') throw cause;
        failures[kind] += 1;
        if (failures.passing === triesMax || failures.throttled === throttledTriesMax) throw cause;
        if (failures.passing === 0 && failures.throttled === throttledTries) throw new Throttled({ cause });
        await sleep(retryPauseMs(failures[kind], random(), isUrgent && kind === 'throttled'));
      }
    }
  }

  return {
    call,
    watch: (around) => {
      attempt = around(attempt);
    },
    destroy: exchange.destroy,
  };
}

const okay = 200;

/** The output of an answer, once it is known to be whole. */
function outputOf(answer: Answer, isClockSet: (answer: Answer) => boolean): Output {
  const { status, header, body } = answer;
  const sum = header('x-amz-crc32');
  if (sum !== undefined && header('content-encoding') === undefined && Number(sum) !== crc32(body))
    throw new AnswerDamaged('the answer does not fit its checksum');
  const output = parseBody(body, status);
  if (status === okay) return output;
  const failure = failureOf(answer, output);
  if (isAboutTime(failure) && isClockSet(answer))
    throw new AnswerDamaged('the clock was set by the answer’s', { cause: failure });
  throw failure;
}

function failureOf({ status, header }: Answer, output: Output): DynamoFailure {
  const { __type: type, message, Message, Item: item } = output;
  const name = typeof type === 'string' ? type.replace(/^.*#/, '') : `Http${status}`;
  const text = [message, Message].find((each) => typeof each === 'string') ?? 'no message';
  const requestId = header('x-amzn-requestid');
  return new DynamoFailure(name, String(text), { status, item, ...present({ requestId }) });
}

/** An answer that isn't ours to read may come from a proxy: with an error's status it counts as that error. */
function parseBody(body: Buffer, status: number): Output {
  try {
    const output: unknown = JSON.parse(body.toString());
    if (typeof output === 'object' && output !== null) return { ...output };
  } catch {
    // Said below, without the text: it may quote what was sent.
  }
  if (status !== okay) return {};
  throw new AnswerDamaged('the answer is no JSON');
}
