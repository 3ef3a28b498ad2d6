/** How a hold is kept: in the entries that touch it, and as an item of its own once they are filed. */

import * as z from 'zod/mini';
import { exhaustionPolicies, type Hold, holdStates } from '../domain/account/hold.ts';
import { microcredits } from '../domain/amount.ts';
import type { Dimensions } from '../domain/catalogue/rate-card.ts';
import { categories } from '../domain/catalogue/rate-card.ts';
import { present } from '../domain/present.ts';
import { slice, toSlice, toStoredSlice } from './slice-text.ts';
import { whole } from './stored-parts.ts';

/** id, state, category, credits, used, overrun, pinned, expires at, policy, extend by, limits */
const first = [
  z.string(),
  z.enum(holdStates),
  z.enum(categories),
  whole,
  whole,
  whole,
  z.array(slice),
  whole,
  z.enum(exhaustionPolicies),
  whole,
  z.array(z.string()),
] as const;
const firstForm = z.tuple(first);
/** Holds of today have their rate card and the time of their last durable report as well, and where limits count them, the entry that opened them. */
export const storedHold = z.union([
  firstForm,
  z.tuple([...first, z.nullable(z.string()), whole]),
  z.tuple([...first, z.nullable(z.string()), whole, whole]),
]);
export type StoredHold = z.infer<typeof storedHold>;

export function toStoredHold(hold: Hold): StoredHold {
  const told: z.infer<typeof firstForm> = [
    hold.holdId,
    hold.state,
    hold.category,
    hold.credits,
    hold.used,
    hold.overrun,
    hold.pinned.map(toStoredSlice),
    hold.expiresAtMs,
    hold.whenExhausted,
    hold.slice,
    [...hold.limitIds],
  ];
  const { rateCard = null, reportedAtMs, openedSeq } = hold;
  if (reportedAtMs === undefined) return told;
  return openedSeq === undefined ? [...told, rateCard, reportedAtMs] : [...told, rateCard, reportedAtMs, openedSeq];
}

/** Its dimensions are kept beside it, with the entry's or the item's. */
export function toHold(stored: StoredHold, dimensions: Dimensions | undefined): Hold {
  const [holdId, state, category, credits, used, overrun, pinned, expiresAtMs, whenExhausted, ahead, limitIds] = stored;
  const [rateCard = null, reportedAtMs, openedSeq] = stored.slice(first.length) as [(string | null)?, number?, number?];
  return {
    holdId,
    state,
    category,
    credits: microcredits(credits),
    used: microcredits(used),
    overrun: microcredits(overrun),
    pinned: pinned.map(toSlice),
    expiresAtMs,
    whenExhausted,
    slice: microcredits(ahead),
    limitIds,
    ...present({ dimensions, rateCard: rateCard ?? undefined, reportedAtMs, openedSeq }),
  };
}
