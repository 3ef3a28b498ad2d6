import type * as z from 'zod/mini';
import type { LimitScope } from '../../domain/account/limit.ts';
import type { Microcredits } from '../../domain/amount.ts';
import { present } from '../../domain/present.ts';
import type { limitBody } from './requests.ts';

/** A limit as its body asks for it, in the domain's terms. */
export function limitOf({ credits, category, dimension }: z.output<typeof limitBody>): {
  readonly scope: LimitScope;
  readonly credits: Microcredits;
} {
  return {
    scope: { ...present({ category, dimension }) },
    credits,
  };
}
