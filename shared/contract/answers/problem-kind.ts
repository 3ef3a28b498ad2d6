export interface ProblemKind {
  readonly status: 400 | 402 | 403 | 404 | 405 | 409 | 413 | 422 | 500 | 503;
  readonly title: string;
  /** The meaning, in a sentence or two: what happened and what to do. */
  readonly meaning: string;
  /** True if the very same request, key included, may succeed later. */
  readonly retryable: boolean;
}
