/** Spending limits: what a category, or one user, team, model or key, may use of the balance in a cycle. Checked in the write of the debit itself. */

import { type Microcredits, microcredits, noCredits } from '../amount.ts';
import { dimensionOf } from '../catalogue/dimension-of.ts';
import type { Category, Dimensions } from '../catalogue/rate-card.ts';

/** Spending limits that an account may have. */
export const limitsMax = 20;

export interface LimitScope {
  readonly category?: Category;
  readonly dimension?: { readonly name: string; readonly value: string };
}

/** A limit as it is from now on; no credits take it away. */
export interface NamedLimit extends LimitScope {
  readonly limitId: string;
  readonly credits?: Microcredits;
}

export interface Limit extends LimitScope {
  readonly limitId: string;
  /** The credits that may be used in a cycle. */
  readonly credits: Microcredits;
  /** Used in this cycle. */
  readonly used: Microcredits;
  /** Set aside by open holds, whatever cycle they began in. */
  readonly held: Microcredits;
}

/** Use that is about to happen, and by whom. */
export interface LimitedUse {
  readonly category: Category;
  readonly dimensions?: Dimensions;
}

export function limitsFor(limits: readonly Limit[], { category, dimensions }: LimitedUse): readonly Limit[] {
  return limits.filter(
    (limit) =>
      (limit.category === undefined || limit.category === category) &&
      (limit.dimension === undefined || dimensionOf(dimensions, limit.dimension.name) === limit.dimension.value),
  );
}

/** The credits that a limit still lets through; zero when it was lowered below what is used. */
export function roomIn({ credits, used, held }: Limit): Microcredits {
  return microcredits(Math.max(0, credits - used - held));
}

/** The tightest of the limits that don't let an amount through. */
export function limitReached(limits: readonly Limit[], use: LimitedUse, credits: Microcredits): Limit | undefined {
  return limitsFor(limits, use)
    .filter((limit) => roomIn(limit) < credits)
    .sort((a, b) => roomIn(a) - roomIn(b))[0];
}

export interface LimitMove {
  readonly used?: number;
  readonly held?: number;
}

/** Moves the counters of some limits. A counter never falls below zero: a new cycle may have begun it anew. */
export function moveLimits(limits: readonly Limit[], limitIds: readonly string[], move: LimitMove): readonly Limit[] {
  if (limits.length === 0) return limits;
  const { used = 0, held = 0 } = move;
  return limits.map((limit) =>
    limitIds.includes(limit.limitId)
      ? { ...limit, used: atLeastNone(limit.used + used), held: atLeastNone(limit.held + held) }
      : limit,
  );
}

export function newCycleOf(limits: readonly Limit[]): readonly Limit[] {
  return limits.map((limit) => ({ ...limit, used: noCredits }));
}

export function idsOf(limits: readonly Limit[]): readonly string[] {
  return limits.map(({ limitId }) => limitId);
}

function atLeastNone(whole: number): Microcredits {
  return microcredits(Math.max(0, whole));
}
