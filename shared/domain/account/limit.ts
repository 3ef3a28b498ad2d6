/** Spending limits: what a category, or one user, team, model or key, may use of the balance in a cycle. Checked in the write of the debit itself. */

import { type Microcredits, microcredits, noCredits } from '../amount.ts';
import { dimensionOf } from '../catalogue/dimension-of.ts';
import type { Category, Dimensions } from '../catalogue/rate-card.ts';
import { present } from '../present.ts';

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
  /** The entry that it began to count with: nothing older counts for it. Limits from before this was kept count everything. */
  readonly sinceSeq?: number;
}

/** Use that is about to happen, and by whom. */
export interface LimitedUse {
  readonly category?: Category;
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
export function roomIn(limit: Limit): Microcredits {
  return microcredits(Math.max(0, leftIn(limit)));
}

/** The credits left of a limit; less than zero when it was lowered below what is used, or work that ran used more. */
export function leftIn({ credits, used, held }: Limit): number {
  return credits - used - held;
}

/**
 * The limits that something counts for which began with an entry: one that was taken away and set again under the same name
 * begins anew, and holds and debits from before are none of its own. Holds from before their opening was kept have none.
 */
export function limitsSince(limits: readonly Limit[], openedSeq = 0): readonly Limit[] {
  return limits.filter(({ sinceSeq = 0 }) => sinceSeq <= openedSeq);
}

/** The tightest of the limits that don't let an amount through. */
export function limitReached(limits: readonly Limit[], use: LimitedUse, credits: Microcredits): Limit | undefined {
  return limitsFor(limits, use)
    .filter((limit) => roomIn(limit) < credits)
    .sort((a, b) => roomIn(a) - roomIn(b))[0];
}

/**
 * Limits with one set, by an entry: one that is only raised or lowered goes on counting; one for something else begins to count
 * with that entry.
 */
export function withLimit(
  limits: readonly Limit[],
  { limitId, credits, category, dimension }: NamedLimit & { readonly credits: Microcredits },
  seq: number,
): readonly Limit[] {
  const scope = present({ category, dimension });
  const before = limits.find((limit) => limit.limitId === limitId);
  const begun = { used: noCredits, held: noCredits, sinceSeq: seq };
  const { used, held, sinceSeq } = before !== undefined && isSameScope(before, scope) ? before : begun;
  return [...withoutLimit(limits, limitId), { limitId, ...scope, credits, used, held, ...present({ sinceSeq }) }];
}

export function withoutLimit(limits: readonly Limit[], limitId: string): readonly Limit[] {
  return limits.filter((limit) => limit.limitId !== limitId);
}

function isSameScope(a: LimitScope, b: LimitScope): boolean {
  return (
    a.category === b.category && a.dimension?.name === b.dimension?.name && a.dimension?.value === b.dimension?.value
  );
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

/**
 * Limits as a new cycle begins. `sinceSeq` is its entry where no hold is open: from then on a limit from before it was kept when
 * it began knows what it counts.
 */
export function newCycleOf(limits: readonly Limit[], sinceSeq?: number): readonly Limit[] {
  return limits.map((limit) => ({ ...present({ sinceSeq }), ...limit, used: noCredits }));
}

export function idsOf(limits: readonly Limit[]): readonly string[] {
  return limits.map(({ limitId }) => limitId);
}

function atLeastNone(whole: number): Microcredits {
  return microcredits(Math.max(0, whole));
}
