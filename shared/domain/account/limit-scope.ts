/**
 * Scopes of spending limits, and which of them a use meets: every one that it is of counts it, and every one may refuse it, but for
 * one rule: a limit for one value of a dimension stands in for the limit for `each` value of it, of the same category. The other
 * goes on counting, so that it asks rightly again once the value has no limit of its own.
 */
import { dimensionOf } from '../catalogue/dimension-of.ts';
import type { Category, Dimensions } from '../catalogue/rate-card.ts';

/** Days, and weeks from Monday on, are those of the account's time zone. */
export const limitPeriods = ['day', 'week', 'cycle', 'lifetime'] as const;
export type LimitPeriod = (typeof limitPeriods)[number];

/** One value of a dimension; all that begin alike, together; or each value, for itself. */
export type LimitDimension =
  | { readonly name: string; readonly value: string; readonly prefix?: never; readonly each?: never }
  | { readonly name: string; readonly prefix: string; readonly value?: never; readonly each?: never }
  | { readonly name: string; readonly each: true; readonly value?: never; readonly prefix?: never };

export interface LimitScope {
  readonly category?: Category;
  readonly dimension?: LimitDimension;
  /** The time that it counts over: the billing cycle when left out. */
  readonly period?: Exclude<LimitPeriod, 'cycle'>;
}

/** Use that is about to happen, and by whom. */
export interface LimitedUse {
  readonly category?: Category;
  readonly dimensions?: Dimensions;
}

/** Tells whether a use is what a limit is for. */
export function isFor({ category, dimension }: LimitScope, use: LimitedUse): boolean {
  if (category !== undefined && category !== use.category) return false;
  if (dimension === undefined) return true;
  const value = dimensionOf(use.dimensions, dimension.name);
  if (value === undefined) return false;
  if (dimension.each) return true;
  return dimension.prefix === undefined ? value === dimension.value : value.startsWith(dimension.prefix);
}

/** Those of the limits that one use meets which may refuse it. */
export function askedOf<T extends LimitScope>(met: readonly T[]): readonly T[] {
  const isStoodInFor = ({ category, dimension }: LimitScope): boolean =>
    dimension?.each === true &&
    met.some(
      (other) =>
        other.category === category && other.dimension?.value !== undefined && other.dimension.name === dimension.name,
    );
  return met.filter((limit) => !isStoodInFor(limit));
}

export function isSameScope(a: LimitScope, b: LimitScope): boolean {
  return (
    a.category === b.category &&
    a.period === b.period &&
    a.dimension?.name === b.dimension?.name &&
    a.dimension?.value === b.dimension?.value &&
    a.dimension?.prefix === b.dimension?.prefix &&
    a.dimension?.each === b.dimension?.each
  );
}
