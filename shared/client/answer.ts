/** Calls of the client: options beside a request, the answer, and how an answer is told from anything else. */
import type { Problem } from './api/answers/problem.ts';

/** Options beside a request, and what its answer is held against. */
export interface CallOptions {
  /** For changes. One is made up when left out, and kept across the call's own retries. */
  readonly idempotencyKey?: string;
  /** Ends the wait for an answer. A change may have happened all the same: the same key again settles it. */
  readonly signal?: AbortSignal;
}

/** The service's answer to a request: what was asked for, or by name why not. */
export type Answer<Value> =
  | {
      readonly kind: 'done';
      readonly value: Value;
      /** Answered before, under the same key: this time nothing was changed. */
      readonly isReplay: boolean;
    }
  | {
      readonly kind: 'refused';
      readonly problem: Problem;
      /** Refused before, under the same key: a refusal is remembered for a day. */
      readonly isReplay: boolean;
    };

/** An operation as the client carries it out. */
export interface OperationCall {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With its parameters in braces. */
  readonly path: string;
  /** Carries an Idempotency-Key. */
  readonly isChange: boolean;
  readonly status: number;
  readonly shape: AnswerShape;
}

/** The least that an answer has: `s`tring, `n`umber, `b`oolean, a list, an object, or anything. */
export type AnswerShape = string | readonly AnswerShape[] | { readonly [member: string]: AnswerShape };

/** True for a value that has at least these members, of these types. A newer service may say more; that breaks nobody. */
export function hasShape(value: unknown, shape: AnswerShape): boolean {
  switch (shape) {
    case '*':
      return true;
    case 's':
      return typeof value === 'string';
    case 'n':
      return typeof value === 'number';
    case 'b':
      return typeof value === 'boolean';
    default:
      break;
  }
  if (typeof value !== 'object' || value === null || typeof shape === 'string') return false;
  if (isList(shape)) return Array.isArray(value) && value.every((each) => hasShape(each, shape[0] ?? '*'));
  return Object.entries(shape).every(([name, member]) => hasShape(Reflect.get(value, name), member));
}

function isList(shape: AnswerShape): shape is readonly AnswerShape[] {
  return Array.isArray(shape);
}
