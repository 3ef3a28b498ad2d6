import * as z from 'zod/mini';
import type { Slice } from '../domain/account/grant.ts';
import { microcredits } from '../domain/amount.ts';

/** A grant and its share; a third member where the share is forfeited. */
export const slice = z.union([z.tuple([z.string(), z.int()]), z.tuple([z.string(), z.int(), z.literal(1)])]);
export type StoredSlice = z.infer<typeof slice>;

export function toStoredSlice({ grantId, credits, forfeited }: Slice): StoredSlice {
  return forfeited ? [grantId, credits, 1] : [grantId, credits];
}

export function toSlice([grantId, credits, forfeited]: readonly [string, number, 1?]): Slice {
  return forfeited === 1
    ? { grantId, credits: microcredits(credits), forfeited: true }
    : { grantId, credits: microcredits(credits) };
}
