import * as z from 'zod/mini';
import type { AnswerOf } from '../contract/answers/answer-parts.ts';
import type { batch } from '../contract/answers/batch.ts';
import type { problem } from '../contract/answers/problem.ts';
import { debitOf, type RequestedDebit } from '../contract/requests/debit.ts';
import { batchedDebit } from '../contract/requests/requests.ts';
import { requestFunctionOf } from '../contract/routes/request-function.ts';
import { usageRoutes } from '../contract/routes/usage.ts';
import type { Request } from '../domain/decisions/decision.ts';
import { StoreUnavailable } from '../storage/table.ts';
import { contentFingerprints } from './content-fingerprints.ts';
import { type HttpAnswer, invalidAnswer } from './http-answer.ts';
import { faultsOf } from './http-request.ts';
import { countInternalError, logger } from './telemetry.ts';
import { answerToThrown, isOurs, thrownAnswer } from './thrown-answer.ts';
import { createTurnstile } from './turnstile.ts';

export type BatchedDebit = RequestedDebit & Request & { readonly accountId: string };

export type ReadDebit =
  | { readonly kind: 'read'; readonly debit: BatchedDebit }
  | { readonly kind: 'faulty'; readonly answer: HttpAnswer<never> };

/** The most failures of a batch that are logged. What fails in one batch mostly fails alike: an outage must not cost its weight in log lines. */
const failuresLoggedMax = 5;

const { debitCredits } = usageRoutes;
const anyMembers = z.record(z.string(), z.unknown());

/** One debit of a batch, exactly as if it had come alone: the same key and content sent either way is the same request. */
export function readBatchedDebit(element: unknown, caller: string): ReadDebit {
  const found = batchedDebit.safeParse(element);
  if (!found.success) return { kind: 'faulty', answer: invalidAnswer(faultsOf(found.error.issues, element)) };
  const { accountId, idempotencyKey } = found.data;
  const { accountId: _account, idempotencyKey: _key, ...body } = anyMembers.parse(element);
  return {
    kind: 'read',
    debit: {
      accountId,
      idempotencyKey,
      caller,
      ...contentFingerprints(debitCredits.id, { schema: debitCredits.body, body }),
      ...debitOf(found.data),
    },
  };
}

/**
 * Accounts that a process works on at once, over all its batches. Each keeps a connection or two busy: many more would wait
 * for connections, and end together at last.
 */
export const accountsAtOnceMax = 32;
const turnstile = createTurnstile(accountsAtOnceMax);

/** The time after which nothing more of a batch is begun: a change takes up to nine seconds, and the function has 26. */
export const beginsMaxMs = 15_000;

export interface Batch {
  readonly elements: readonly unknown[];
  readonly requestId: string;
  /** A clock that only goes forward. */
  readonly monotonicMs: () => number;
}

/** One result, as the schema of a batch has it, with the body that this element's route answers. */
type Result<Body> = Omit<AnswerOf<typeof batch>['results'][number], 'body'> & {
  readonly body: Body | AnswerOf<typeof problem>;
};

/** Answers every element for itself, in order. Those of one account are asked for together, so that they fold into shared writes. */
export async function batchAnswer<Body>(
  { elements, requestId, monotonicMs }: Batch,
  answerOne: (element: unknown) => Promise<HttpAnswer<Body>>,
): Promise<HttpAnswer<{ readonly results: readonly Result<Body>[] }>> {
  const request = { operation: usageRoutes.debitBatch.id, requestId };
  const untilMs = monotonicMs() + beginsMaxMs;
  let failures = 0;
  const failed = (error: unknown): HttpAnswer<never> => {
    failures += 1;
    const answered = failures <= failuresLoggedMax ? thrownAnswer(error, request) : answerToThrown(error, request);
    // Within a batch that is answered 200 as a whole nobody else would count it.
    if (isOurs(error)) countInternalError(requestFunctionOf(usageRoutes.debitBatch));
    return answered;
  };
  const answers = new Map<number, HttpAnswer<Body>>();
  const answerAll = async (together: readonly number[]): Promise<void> => {
    if (monotonicMs() >= untilMs) {
      const late = new StoreUnavailable('the batch’s time was up before its turn');
      for (const at of together) answers.set(at, failed(late));
      return;
    }
    await Promise.all(together.map(async (at) => answers.set(at, await answerOne(elements[at]).catch(failed))));
  };
  await Promise.all(byAccount(elements).map((together) => turnstile.pass(() => answerAll(together))));
  if (failures > failuresLoggedMax) logger.error('more of a batch failed', { ...request, failures });
  return {
    status: 200,
    body: { results: elements.map((_, at) => resultOf(answers.get(at))) },
    code: 'ok',
    isReplay: false,
  };
}

function resultOf<Body>(answered: HttpAnswer<Body> | undefined): Result<Body> {
  if (answered === undefined || answered.contentType !== undefined) throw new TypeError('an element without an answer');
  const { status, body, isReplay } = answered;
  return { status, ...(isReplay ? { replayed: true } : {}), body };
}

const ofAccount = z.object({ accountId: z.string() });

/** Positions in the batch, those of one account together and in order. What names no account goes by itself: it will be refused. */
function byAccount(elements: readonly unknown[]): readonly (readonly number[])[] {
  const positions = new Map<unknown, number[]>();
  for (const [at, element] of elements.entries()) {
    const account = ofAccount.safeParse(element).data?.accountId ?? at;
    const together = positions.get(account) ?? [];
    positions.set(account, together);
    together.push(at);
  }
  return [...positions.values()];
}
