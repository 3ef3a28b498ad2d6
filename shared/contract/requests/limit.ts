import type * as z from 'zod/mini';
import type { LimitDimension, LimitScope } from '../../domain/account/limit-scope.ts';
import type { Microcredits } from '../../domain/amount.ts';
import { present } from '../../domain/present.ts';
import type { limitBody } from './limit-body.ts';
import { meant, patternOf } from './limit-value.ts';

type LimitBody = z.output<typeof limitBody>;

/** A limit as its body asks for it, in the domain's terms. */
export function limitOf({ credits, category, dimension, period, endsAt: endsAtMs }: LimitBody): {
  readonly scope: LimitScope;
  readonly credits: Microcredits;
  readonly endsAtMs?: number;
} {
  const scope = present({
    category,
    dimension: dimension && dimensionOf(dimension),
    period: period === 'cycle' ? undefined : period,
  });
  return { scope, credits, ...present({ endsAtMs }) };
}

function dimensionOf({ name, value, prefix }: NonNullable<LimitBody['dimension']>): LimitDimension {
  if (value !== undefined) return { name, ...patternOf(value) };
  return prefix === undefined ? { name, each: true } : { name, prefix: meant(prefix) };
}
