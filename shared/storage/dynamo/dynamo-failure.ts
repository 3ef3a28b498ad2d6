import { present } from '../../domain/present.ts';

/** How a try fails, and what that means for trying again. */
export class DynamoFailure extends Error {
  /** DynamoDB's own word, as `ConditionalCheckFailedException`. */
  override readonly name: string;
  /** The metadata that AWS support asks for. */
  readonly $metadata: { readonly httpStatusCode: number; readonly requestId?: string };
  /** For a refused conditional write, where the engine returns it: the item as it is, in the protocol's form. */
  readonly item?: unknown;

  constructor(
    name: string,
    message: string,
    { status, requestId, item }: { readonly status: number; readonly requestId?: string; readonly item?: unknown },
  ) {
    super(message);
    this.name = name;
    this.$metadata = { httpStatusCode: status, ...present({ requestId }) };
    if (item !== undefined) this.item = item;
  }
}

/** An answer came, and can't be read: cut short, damaged on its way, or from somebody else. */
export class AnswerDamaged extends Error {
  override readonly name = 'AnswerDamaged';
}

/**
 * - `throttled`: the table turned the call away before it did anything.
 * - `passing`: whatever came of it, the next try may be answered.
 * - `final`: the same call will fail in the same way, or was answered no.
 */
export type FailureKind = 'throttled' | 'passing' | 'final';

/** The SDK's own list of words for it, as far as it is about tables. */
const throttledNames: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

/** Each try asks for the credentials anew. */
const expiredNames: ReadonlySet<string> = new Set(['ExpiredTokenException', 'ExpiredToken']);

const serverErrorMin = 500;
const tooManyRequests = 429;

export function failureKind(cause: unknown): FailureKind {
  // Anything else came from the network, or from what stands in it.
  if (!(cause instanceof DynamoFailure)) return 'passing';
  const { httpStatusCode: status } = cause.$metadata;
  if (throttledNames.has(cause.name) || status === tooManyRequests) return 'throttled';
  return status >= serverErrorMin || expiredNames.has(cause.name) ? 'passing' : 'final';
}

/** Names under which DynamoDB complains of a signature whose time is too far from its own. */
const clockNames: ReadonlySet<string> = new Set([
  'InvalidSignatureException',
  'RequestExpired',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);

export function isAboutTime(cause: unknown): boolean {
  return cause instanceof DynamoFailure && clockNames.has(cause.name);
}
