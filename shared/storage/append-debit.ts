/** A debit in the tail. */

import * as z from 'zod/mini';
import { microcredits } from '../domain/amount.ts';
import { categories } from '../domain/catalogue/rate-card.ts';
import { debit as command, type Debit } from '../domain/decisions/debit-credits.ts';
import { isInAnyWindow } from '../domain/decisions/occurred.ts';
import { present } from '../domain/present.ts';
import type { Kind } from './append-kind.ts';
import { parse } from './parse.ts';
import { priceMembers, toPrice, toStoredPrice } from './record-price.ts';
import { storedDimensions, whole } from './stored-parts.ts';

/** Members that few debits have: lines, rate card, dimensions, when it occurred. */
const more = z.strictObject({
  ...priceMembers,
  d: z.optional(storedDimensions),
  o: z.optional(whole),
});
const body = z.union([z.tuple([whole, z.enum(categories)]), z.tuple([whole, z.enum(categories), more])]);

export const debit: Kind<Debit> = {
  command,
  letter: 'd',
  isOfHold: false,
  encode: ({ cost, dimensions, occurredAtMs, lateFor }) => {
    if (cost.kind !== 'priced' || lateFor !== undefined) return undefined;
    const others = { ...toStoredPrice(cost), d: dimensions, o: occurredAtMs };
    const isPlain = Object.values(others).every((each) => each === undefined);
    return isPlain ? [cost.credits, cost.category] : [cost.credits, cost.category, others];
  },
  decode: (stored, request) => {
    const [credits, category, others = {}] = parse(body, stored, "a debit's record");
    const { d, o } = others;
    return {
      ...request,
      cost: { kind: 'priced', category, credits: microcredits(credits), ...toPrice(others) },
      ...present({ dimensions: d, occurredAtMs: o, isInTime: o === undefined ? undefined : (true as const) }),
    };
  },
  commutes: () => true,
  takes: ({ cost, occurredAtMs }, nowMs) =>
    cost.kind === 'priced' && (occurredAtMs === undefined || isInAnyWindow(occurredAtMs, nowMs))
      ? cost.credits
      : undefined,
  isLimited: true,
  use: ({ cost, dimensions }) =>
    cost.kind === 'priced' ? { category: cost.category, ...present({ dimensions }) } : undefined,
};
