import * as z from 'zod/mini';
import { debitOf, type RequestedDebit } from '../contract/requests/debit.ts';
import { batchedDebit } from '../contract/requests/requests.ts';
import { usageRoutes } from '../contract/routes/usage.ts';
import type { Request } from '../domain/decisions/decision.ts';
import { fingerprint } from '../domain/fingerprint.ts';
import { type HttpAnswer, invalidAnswer } from './http-answer.ts';
import { faultsOf } from './http-request.ts';
import { logger } from './telemetry.ts';
import { answerToThrown, thrownAnswer } from './thrown-answer.ts';

export type BatchedDebit = RequestedDebit & Request & { readonly accountId: string };

export type ReadDebit =
  | { readonly kind: 'read'; readonly debit: BatchedDebit }
  | { readonly kind: 'faulty'; readonly answer: HttpAnswer };

/** What fails in one batch mostly fails alike: an outage must not cost its weight in log lines. */
const failuresLoggedMax = 5;

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
      fingerprint: fingerprint(usageRoutes.debitCredits.id, { body }),
      ...debitOf(found.data),
    },
  };
}

/** Answers every element for itself, in order. They run side by side; those of one account fold into shared writes. */
export async function batchAnswer(
  { elements, requestId }: { readonly elements: readonly unknown[]; readonly requestId: string },
  answerOne: (element: unknown) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const place = { operation: usageRoutes.debitBatch.id, requestId };
  let failures = 0;
  const failed = (error: unknown): HttpAnswer => {
    failures += 1;
    return failures <= failuresLoggedMax ? thrownAnswer(error, place) : answerToThrown(error, place);
  };
  const answers = await Promise.all(elements.map((element) => answerOne(element).catch(failed)));
  if (failures > failuresLoggedMax) logger.error('more of a batch failed', { ...place, failures });
  const results = answers.map(({ status, body, isReplay }) => ({
    status,
    ...(isReplay ? { replayed: true } : {}),
    body,
  }));
  return { status: 200, body: { results }, code: 'ok', isReplay: false };
}
