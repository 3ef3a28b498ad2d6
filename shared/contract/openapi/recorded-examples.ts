import type { ProblemCode } from '../answers/problem-code.ts';

/** Answers that a running service gave, for the OpenAPI document. `infra/examples/` records them. */
export interface RecordedExamples {
  /** By route id: the answer to the route's own example request. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** One for every code. */
  readonly problems: Readonly<Record<ProblemCode, RecordedProblem>>;
}

export interface RecordedProblem {
  /** Those that belong to it: `Allow`, `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}
