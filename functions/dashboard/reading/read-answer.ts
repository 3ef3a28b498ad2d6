/** The result of a page's read: a value, or why there is none, in the words that the page needs. */
import { type Answer, BadAnswer, type Problem, Unauthorized } from '../../../shared/client/credits-client.ts';
import { NoAnswer } from '../../../shared/client/http-client.ts';

export type ReadFailure =
  /** The service can't be reached, or answers nothing of use. */
  | { readonly kind: 'unreachable'; readonly detail: string }
  /** The session has ended, or doesn't name this account. */
  | { readonly kind: 'not-allowed' }
  /** The service says that there is no such thing, or not so. */
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** A bug of the page. */
  | { readonly kind: 'broken'; readonly detail: string };

export type ReadAnswer<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'failed'; readonly failure: ReadFailure };

export async function readAnswer<Value>(asked: Promise<Answer<Value>>): Promise<ReadAnswer<Value>> {
  try {
    const answer = await asked;
    return answer.kind === 'done'
      ? { kind: 'read', value: answer.value }
      : { kind: 'failed', failure: { kind: 'refused', problem: answer.problem } };
  } catch (cause) {
    return { kind: 'failed', failure: failureOf(cause) };
  }
}

function failureOf(cause: unknown): ReadFailure {
  if (cause instanceof Unauthorized) return { kind: 'not-allowed' };
  if (cause instanceof NoAnswer || cause instanceof BadAnswer) return { kind: 'unreachable', detail: cause.message };
  console.error(cause);
  return { kind: 'broken', detail: cause instanceof Error ? cause.message : String(cause) };
}
