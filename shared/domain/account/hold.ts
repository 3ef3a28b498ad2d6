/**
 * Work in progress. A hold sets credits aside before work starts, grows while it reports, and is settled once: captured,
 * released, or expired by the clock. It pins its slices: they can be captured after their grant ended, and what is returned
 * to a grant that has ended is forfeited, since dead credit is never revived (R16).
 */

import { hash } from 'node:crypto';
import type { Microcredits } from '../amount.ts';
import type { Category, Dimensions } from '../catalogue/rate-card.ts';
import { dayMs } from '../time.ts';
import type { Slice } from './grant.ts';

export const holdStates = ['open', 'captured', 'released', 'expired'] as const;
export type HoldState = (typeof holdStates)[number];

/**
 * Policies for work that needs more than there is (R15): `complete` takes what is available and then overruns, up to the
 * plan's cap; `pause` is told to pause with what it had.
 */
export const exhaustionPolicies = ['complete', 'pause'] as const;
export type ExhaustionPolicy = (typeof exhaustionPolicies)[number];

export const holdDecisions = ['continue', 'pause'] as const;
export type HoldDecision = (typeof holdDecisions)[number];

export interface Hold {
  readonly holdId: string;
  readonly state: HoldState;
  readonly category: Category;
  /** Set aside, in all; what `pinned` adds up to while it is open. */
  readonly credits: Microcredits;
  /** Reported so far; once settled, what was charged. */
  readonly used: Microcredits;
  /** The part that it may use beyond that, counted as overrun already. */
  readonly overrun: Microcredits;
  /** Which grants it was set aside from, in the order in which they are used. Empty once settled. */
  readonly pinned: readonly Slice[];
  /** Exclusive end. A hold expires by the clock, whether or not anyone has settled it (R17). */
  readonly expiresAtMs: number;
  readonly whenExhausted: ExhaustionPolicy;
  /** How much beyond what is used an extension sets aside: `extendBy` elsewhere, but hashes are taken over this name. */
  readonly slice: Microcredits;
  readonly dimensions?: Dimensions;
  /** Spending limits that it counts against. */
  readonly limitIds: readonly string[];
  /** The entry that opened it, where it counts against any: limits that began later don't count it. */
  readonly openedSeq?: number;
  /**
   * The rate card that was in effect when it was authorized: its work is priced by it to the end (R15). Holds from before
   * this was kept have none; theirs is the card in effect.
   */
  readonly rateCard?: string;
  /** When what it has used was last made durable: at its opening, by a report, or with an extension. */
  readonly reportedAtMs?: number;
}

/** A report that tells of this long without one that was stored is stored, whatever it tells of. */
export const reportsApartMaxMs = 5_000;
/** One that tells of a tenth more of what is set aside is stored too. */
const reportsInHold = 10;

/**
 * Tells whether a report has to be durable before it is answered (R17): so at most a tenth of what is set aside, or what was
 * used in 5 s, is lost of what a worker had reported before it died.
 */
export function isReportKept(before: Hold, used: Microcredits, nowMs: number): boolean {
  const grown = used - before.used;
  const isLong = nowMs - (before.reportedAtMs ?? 0) >= reportsApartMaxMs;
  return grown > 0 && (grown * reportsInHold >= before.credits || isLong);
}

/** Open holds that an account may have at once. */
export const openHoldsMax = 10_000;
export const holdLifeMaxMs = dayMs;

const digits = 9;

/** Made from the request's key, so that a repetition names the same hold; begins with its expiry, so that ids sort by it. */
export function holdIdOf(expiresAtMs: number, idempotencyKey: string): string {
  const mark = hash('sha256', idempotencyKey, 'base64url').slice(0, 16);
  return `${holdIdsFrom(expiresAtMs)}${mark}`;
}

/** Ids of holds that expire at or after an instant sort at or after this. */
export function holdIdsFrom(expiresAtMs: number): string {
  return `hold_${Math.max(0, Math.floor(expiresAtMs)).toString(36).padStart(digits, '0')}_`;
}

/** Sorts above every id. */
export const holdIdsEnd = 'hold_~';

/** The open holds of an account that are past their time, as far as they are known. */
export interface DueHolds {
  /** Open, soonest expiry first. */
  readonly holds: readonly Hold[];
  /** No open hold that isn't in the list expires before this. */
  readonly nextMs: number;
}

export const noDueHolds: DueHolds = { holds: [], nextMs: Number.POSITIVE_INFINITY };
