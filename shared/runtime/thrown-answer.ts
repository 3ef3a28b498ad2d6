import { problems } from '../contract/answers/problems.ts';
import { ProviderUnavailable } from '../ports/payment-provider.ts';
import { AccountCorrupt, AccountQuarantined, ItemCorrupt, StoreUnavailable } from '../storage/table.ts';
import { type HttpAnswer, problemAnswer } from './http-answer.ts';
import { loggedError } from './logged-error.ts';
import { logger } from './telemetry.ts';

interface RequestIdentity {
  readonly operation: string;
  readonly requestId: string;
}

/** A dependency's failure is an honest 503, anything else thrown is our bug. Operators read the cause, callers don't. */
export function thrownAnswer(error: unknown, request: RequestIdentity): HttpAnswer<never> {
  logger.error('request failed', { ...request, error: loggedError(error) });
  return answerToThrown(error, request);
}

/**
 * Tells whether a failure is ours, and counts against new code: what the table doesn't answer and what was quarantined before
 * is known by other alarms. An item that can't be read is ours, whatever it is answered as: a release that reads none of
 * them must be taken back.
 */
export function isOurs(error: unknown): boolean {
  return !(
    error instanceof StoreUnavailable ||
    error instanceof ProviderUnavailable ||
    error instanceof AccountQuarantined
  );
}

/** The same, for a failure that stands in the log already. */
export function answerToThrown(error: unknown, { requestId }: RequestIdentity): HttpAnswer<never> {
  const members = { requestId };
  if (error instanceof AccountQuarantined || error instanceof AccountCorrupt)
    return problemAnswer('account-quarantined', problems['account-quarantined'].meaning, members);
  return error instanceof StoreUnavailable || error instanceof ProviderUnavailable || error instanceof ItemCorrupt
    ? problemAnswer('unavailable', 'Repeat with the same key: nothing is lost or done twice.', members)
    : problemAnswer('internal-error', 'It has been logged under this request’s id.', members);
}
