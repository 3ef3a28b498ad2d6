/** How a spending limit is kept: in the account's state with its counters, and in the entry that set it. */
import * as z from 'zod/mini';
import type { Limit, NamedLimit } from '../domain/account/limit.ts';
import type { LimitDimension, LimitScope } from '../domain/account/limit-scope.ts';
import { microcredits } from '../domain/amount.ts';
import { categories } from '../domain/catalogue/rate-card.ts';
import { present } from '../domain/present.ts';
import { whole } from './stored-parts.ts';

/** Terms that no limit has from before there were others than those of one value and a cycle. */
const termsMembers = {
  /** The dimension's text is what values begin with, or nothing, since each value is for itself. */
  m: z.exactOptional(z.enum(['prefix', 'each'])),
  /** period */
  p: z.exactOptional(z.enum(['day', 'week', 'lifetime'])),
  /** when it ends */
  e: z.exactOptional(whole),
};
const storedTerms = z.strictObject(termsMembers);
const countedTerms = z.strictObject({
  ...termsMembers,
  /** of a day or week: when the next begins, and the newest entry when this one did */
  s: z.exactOptional(z.tuple([whole, whole])),
  /** of each: value, used, held */
  v: z.exactOptional(z.array(z.tuple([z.string(), whole, whole]))),
});

const scope = [z.string(), z.nullable(z.enum(categories)), z.nullable(z.tuple([z.string(), z.string()]))] as const;

/** id, category, dimension, credits; terms */
export const storedNamedLimit = z.union([
  z.tuple([...scope, z.nullable(whole)]),
  z.tuple([...scope, z.nullable(whole), storedTerms]),
]);
type StoredNamedLimit = z.infer<typeof storedNamedLimit>;

/** id, category, dimension, credits, used, held; since entry; terms */
export const storedLimit = z.union([
  z.tuple([...scope, whole, whole, whole, z.optional(whole)]),
  z.tuple([...scope, whole, whole, whole, whole, countedTerms]),
]);
type StoredLimit = z.infer<typeof storedLimit>;

export function toStoredNamedLimit({ credits, endsAtMs, ...limit }: NamedLimit): StoredNamedLimit {
  const always = [limit.limitId, limit.category ?? null, toStoredDimension(limit), credits ?? null] as const;
  const terms = toTerms(limit, endsAtMs);
  return Object.keys(terms).length === 0 ? [...always] : [...always, terms];
}

export function toNamedLimit([limitId, category, dimension, credits, terms]: StoredNamedLimit): NamedLimit {
  return {
    limitId,
    ...toScope(category, dimension, terms),
    ...present({ credits: credits === null ? undefined : microcredits(credits), endsAtMs: terms?.e }),
  };
}

export function toStoredLimit({ credits, used, held, sinceSeq, endsAtMs, span, values, ...limit }: Limit): StoredLimit {
  const scope = [limit.limitId, limit.category ?? null, toStoredDimension(limit)] as const;
  const terms = {
    ...toTerms(limit, endsAtMs),
    ...present({
      s: span && ([span.untilMs, span.afterSeq] as [number, number]),
      v: values?.map((each): [string, number, number] => [each.value, each.used, each.held]),
    }),
  };
  if (Object.keys(terms).length > 0) return [...scope, credits, used, held, sinceSeq ?? 0, terms];
  return sinceSeq === undefined ? [...scope, credits, used, held] : [...scope, credits, used, held, sinceSeq];
}

export function toLimit([limitId, category, dimension, credits, used, held, sinceSeq, terms]: StoredLimit): Limit {
  return {
    limitId,
    ...toScope(category, dimension, terms),
    credits: microcredits(credits),
    used: microcredits(used),
    held: microcredits(held),
    ...present({
      sinceSeq,
      endsAtMs: terms?.e,
      span: terms?.s && { untilMs: terms.s[0], afterSeq: terms.s[1] },
      values: terms?.v?.map(([value, usedByIt, heldByIt]) => ({
        value,
        used: microcredits(usedByIt),
        held: microcredits(heldByIt),
      })),
    }),
  };
}

function toStoredDimension({ dimension }: LimitScope): [string, string] | null {
  return dimension === undefined ? null : [dimension.name, dimension.value ?? dimension.prefix ?? ''];
}

function toTerms({ dimension, period }: LimitScope, endsAtMs: number | undefined): z.infer<typeof storedTerms> {
  const own = dimension?.prefix === undefined ? undefined : 'prefix';
  const m: z.infer<typeof storedTerms>['m'] = dimension?.each ? 'each' : own;
  return present({ m, p: period, e: endsAtMs });
}

function toScope(
  category: LimitScope['category'] | null,
  dimension: readonly [string, string] | null,
  terms: z.infer<typeof storedTerms> | undefined,
): LimitScope {
  return present({
    category: category ?? undefined,
    dimension: dimension === null ? undefined : toDimension(dimension, terms?.m),
    period: terms?.p,
  });
}

function toDimension([name, text]: readonly [string, string], match: 'prefix' | 'each' | undefined): LimitDimension {
  if (match === 'each') return { name, each: true };
  return match === 'prefix' ? { name, prefix: text } : { name, value: text };
}
