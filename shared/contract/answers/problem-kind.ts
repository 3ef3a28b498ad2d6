export interface ProblemKind {
  readonly status: 400 | 402 | 403 | 404 | 405 | 409 | 413 | 422 | 500 | 503;
  readonly title: string;
  /** What happened and what to do, in a sentence or two. */
  readonly meaning: string;
  /** Whether the very same request, key included, may succeed later. */
  readonly retryable: boolean;
}
