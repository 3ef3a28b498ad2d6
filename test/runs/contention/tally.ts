/** The outcome of the calls of one load. */
export interface Tally {
  /** From asking to the answer, of what was acknowledged. */
  readonly latenciesMs: number[];
  /** Keys of changes that were acknowledged. */
  readonly acknowledged: string[];
  /** Keys of changes without an answer: each may have happened, once. */
  readonly unanswered: string[];
  /** Answers that say no. */
  refused: number;
  /** Answered 503 because others were faster. */
  unavailable: number;
  /** Answered 503 because the item takes no more: every try was throttled. */
  givenUp: number;
}

export function newTally(): Tally {
  return { latenciesMs: [], acknowledged: [], unanswered: [], refused: 0, unavailable: 0, givenUp: 0 };
}

/** The outcome of one piece of work. `keys` are those of its changes that were acknowledged by then. */
export type Done =
  | { readonly kind: 'acknowledged'; readonly keys: readonly string[] }
  | { readonly kind: 'refused'; readonly keys: readonly string[] }
  | {
      readonly kind: 'unavailable' | 'given-up';
      readonly keys: readonly string[];
      readonly unanswered: string;
    };

export function count(tally: Tally, done: Done, ms: number): void {
  switch (done.kind) {
    case 'acknowledged':
      tally.latenciesMs.push(ms);
      tally.acknowledged.push(...done.keys);
      return;
    case 'refused':
      tally.refused += 1;
      tally.acknowledged.push(...done.keys);
      return;
    case 'unavailable':
    case 'given-up':
      tally[done.kind === 'unavailable' ? 'unavailable' : 'givenUp'] += 1;
      tally.acknowledged.push(...done.keys);
      tally.unanswered.push(done.unanswered);
      return;
    default:
      done satisfies never;
  }
}
