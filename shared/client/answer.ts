/** Options beside a request, and what its answer is held against. */
export interface CallOptions {
  /** For changes. One is made up when left out, and kept across the call's own retries. */
  readonly idempotencyKey?: string;
  /** Ends the wait for an answer. A change may have happened all the same: the same key again settles it. */
  readonly signal?: AbortSignal;
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
