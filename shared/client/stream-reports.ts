/** The reports of one stream: made now and then in the background, one at a time. None of them rejects. */
import type { Charge } from './holds/charge.ts';
import type { OpenHold } from './holds/hold-terms.ts';
import type { Problem } from './operations.ts';

export interface ReportedWork {
  readonly hold: OpenHold;
  readonly reportEveryTokens: number;
  /** The usage so far. */
  readonly used: () => Charge | undefined;
}

const missesMax = 3;

export interface Reports {
  /** Reports when it is time to, and tells whether the work has to stop. */
  isPaused(outputTokens: number): Promise<boolean>;
  /** The last problem, known once nothing is under way. */
  last(): Promise<{ readonly problem?: Problem }>;
}

export function createReports({ hold, reportEveryTokens, used }: ReportedWork): Reports {
  // Half a slice, to six decimals.
  const leftMin = Math.ceil(hold.slice * 500_000) / 1_000_000;
  let reportedTokens = 0;
  let misses = 0;
  let isPaused = false;
  let problem: Problem | undefined;
  let pending: Promise<void> = Promise.resolve();

  const report = async (): Promise<void> => {
    const charge = used();
    if (charge === undefined) return;
    try {
      const answer = await hold.report(charge, { leftMin });
      misses = 0;
      if (answer.kind === 'done') isPaused = answer.value.decision === 'pause';
      else {
        problem = answer.problem;
        isPaused = true;
      }
    } catch {
      misses += 1;
      isPaused = misses >= missesMax;
    }
  };
  return {
    isPaused: async (outputTokens) => {
      if (outputTokens - reportedTokens < reportEveryTokens) return isPaused;
      await pending;
      if (isPaused) return true;
      reportedTokens = outputTokens;
      pending = report();
      return false;
    },
    last: async () => {
      await pending;
      return problem === undefined ? {} : { problem };
    },
  };
}
