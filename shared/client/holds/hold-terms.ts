/** The terms that work is funded under, and what it gets to see of that. */
import type { Answer, ReportUsageAnswer } from '../operations.ts';
import type { Allowance } from './allowance.ts';
import type { Charge, Estimate } from './charge.ts';
import type { HoldClient, Settlement } from './settle-work.ts';

/** Tells what happens to work that can't be funded because the service gives no answer. */
export interface Availability {
  /** `refuse` throws `NoAnswer`, and is what happens when left out. `allow` lets the `allowance` take the work in. */
  readonly whenUnavailable?: 'refuse' | 'allow';
  /** How much runs on trust, and for how long: `allow` needs one. */
  readonly allowance?: Allowance;
  /** The credits that the work counts for in it, where the estimate is in usage, whose price only the service knows. */
  readonly allowedCredits?: number;
  /** Gives the service so long to answer before work is allowed: 5 seconds when left out. */
  readonly unavailableAfterSeconds?: number;
}

export interface HoldTerms extends Availability {
  readonly client: HoldClient;
  readonly accountId: string;
  /** The estimate to set aside before the work runs. */
  readonly estimate: Estimate;
  /**
   * The work's own name, as the id of a message: however often work of this name comes, it is charged once. One that was
   * given back, as for work that failed, is funded anew.
   */
  readonly key?: string;
  /** Credits that an extension sets aside; the estimate when left out. */
  readonly slice?: number;
  /** `pause` when left out. */
  readonly whenExhausted?: 'pause' | 'complete';
  /** How long the work may take: 10 minutes when left out, at most 24 hours. */
  readonly expiresInSeconds?: number;
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** The part of its hold that the work itself gets to see. */
export interface HeldUse {
  /** Undefined for work that runs on trust. */
  readonly holdId: string | undefined;
  readonly accountId: string;
  /** True when work of the same key was charged before: this time nothing will be. */
  readonly isRepeat: boolean;
  /** Says what was used since the work began. Its last word counts. */
  use(charge: Charge): void;
  /** Says so to the service too, and asks whether there is enough to go on. */
  report(charge: Charge, options?: { readonly leftMin?: number }): Promise<Answer<ReportedUse>>;
}

export type ReportedUse = Pick<ReportUsageAnswer, 'decision'>;

export interface OpenHold extends HeldUse {
  /** Credits set aside, as far as is known. */
  readonly held: () => number;
  /** By how much an extension adds to it. */
  readonly slice: number;
  /** The last word. */
  readonly used: () => Charge | undefined;
  /** Charges the last word, or what is given in its place; gives all back when there is neither. */
  settle(instead?: Charge): Promise<Settlement>;
}

/** The answer that tells work that nothing has to be asked for. */
export const goOn = { kind: 'done', value: { decision: 'continue' }, isReplay: false } as const;
