/** How a grant is kept in an account's state. */
import * as z from 'zod/mini';
import { type Grant, newGrant, type OutflowKind, outflowKinds } from '../domain/account/grant.ts';
import { type Microcredits, microcredits } from '../domain/amount.ts';
import { categories } from '../domain/catalogue/rate-card.ts';
import { whole } from './stored-parts.ts';

/** Letters of what flowed out of a grant besides its use. */
const outflowLetters = { refunded: 'f', repaidDebt: 'd', repaidOverrun: 'o', corrected: 'c' } as const satisfies Record<
  OutflowKind,
  string
>;
const storedBeside = z.strictObject({
  f: z.optional(whole),
  d: z.optional(whole),
  o: z.optional(whole),
  c: z.optional(whole),
  /** debt */ b: z.optional(whole),
  /** The category that it pays for. The id says it too: this keeps those from reading it who would spend it on others. */
  g: z.optional(z.enum(categories)),
});

/** id, granted, used, held, expires at (null: with the cycle), created by entry, notice at, lost at its end, the rest */
export const storedGrant = z.tuple([
  z.string(),
  whole,
  whole,
  whole,
  z.nullable(whole),
  whole,
  z.optional(z.nullable(whole)),
  z.optional(z.nullable(whole)),
  z.optional(storedBeside),
]);

export function toStoredGrant(
  { grantId, granted, used, held, expiresAtMs, createdSeq, noticeAtMs, lost, outflows = {}, debt, category }: Grant,
  cycleEndMs: number,
): z.infer<typeof storedGrant> {
  const endsMs = expiresAtMs === cycleEndMs ? null : expiresAtMs;
  const always = [grantId, granted, used, held, endsMs, createdSeq] as const;
  const beside: z.infer<typeof storedBeside> = {};
  for (const kind of outflowKinds) if (outflows[kind] !== undefined) beside[outflowLetters[kind]] = outflows[kind];
  if (debt !== undefined) beside.b = debt;
  if (category !== undefined) beside.g = category;
  if (Object.keys(beside).length > 0) return [...always, noticeAtMs ?? null, lost ?? null, beside];
  if (lost !== undefined) return [...always, null, lost];
  return noticeAtMs === undefined ? [...always] : [...always, noticeAtMs];
}

export function toGrant(
  [grantId, granted, used, held, endsMs, createdSeq, noticeAtMs, lost, beside = {}]: z.infer<typeof storedGrant>,
  cycleEndMs: number,
): Grant {
  const outflows: { -readonly [Kind in OutflowKind]?: Microcredits } = {};
  for (const kind of outflowKinds) {
    const credits = beside[outflowLetters[kind]];
    if (credits !== undefined) outflows[kind] = microcredits(credits);
  }
  return {
    ...newGrant(grantId, microcredits(granted), endsMs ?? cycleEndMs, createdSeq),
    used: microcredits(used),
    held: microcredits(held),
    ...(typeof noticeAtMs === 'number' ? { noticeAtMs } : {}),
    ...(typeof lost === 'number' ? { lost: microcredits(lost) } : {}),
    ...(Object.keys(outflows).length === 0 ? {} : { outflows }),
    ...(beside.b === undefined ? {} : { debt: microcredits(beside.b) }),
  };
}
