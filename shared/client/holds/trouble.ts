/** Names and tells what goes wrong with the charge for work that was done. */
import type { Problem } from '../operations.ts';
import type { Settlement } from './settle-work.ts';

export interface SettlingOptions {
  /** Told when work that was done couldn't be charged in full, or not as it said. A line of the error log when left out. */
  readonly onUnsettled?: (trouble: unknown, holdId: string | undefined) => void;
}

/** Says what of a settlement isn't as the work said. */
export function tellTrouble(
  settlement: Settlement,
  holdId: string | undefined,
  { onUnsettled = logTrouble }: SettlingOptions,
): void {
  const trouble = troubleIn(settlement);
  if (trouble !== undefined) tell(trouble, holdId, { onUnsettled });
}

/** Logs what the listener itself throws, with the trouble: the work is done, and its answer isn't lost to that. */
export function tell(
  trouble: unknown,
  holdId: string | undefined,
  { onUnsettled = logTrouble }: SettlingOptions,
): void {
  try {
    onUnsettled(trouble, holdId);
  } catch (cause) {
    logTrouble(trouble, holdId);
    console.error('credits-ledger: onUnsettled threw:', cause);
  }
}

function troubleIn(settlement: Settlement): unknown {
  switch (settlement.kind) {
    case 'captured':
    case 'released':
    case 'settled-before':
    case 'later':
      return undefined;
    case 'captured-short':
      return settlement.problem === undefined
        ? new CreditsShort(settlement.receipt.entry.uncovered ?? 0)
        : new CreditsRefused(settlement.problem);
    case 'unsettled':
      return new CreditsRefused(settlement.problem);
    case 'captured-estimate':
      return settlement.trouble instanceof Error ? settlement.trouble : new CreditsRefused(settlement.trouble);
    case 'unanswered':
      return settlement.cause;
    default:
      return settlement satisfies never;
  }
}

export function logTrouble(trouble: unknown, work: string | undefined): void {
  console.error(`credits-ledger: work of ${work ?? 'no hold'} was not charged as it said:`, trouble);
}

/** Work that was not funded, or could not be charged in full. */
export class CreditsRefused extends Error {
  override readonly name = 'CreditsRefused';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** Work that used more than there was: so much of it nobody paid. */
export class CreditsShort extends Error {
  override readonly name = 'CreditsShort';
  readonly uncovered: number;

  constructor(uncovered: number) {
    super(`${uncovered} credits of what was used are not covered`);
    this.uncovered = uncovered;
  }
}
