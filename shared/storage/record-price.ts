/** How a record keeps what a rate card made of a usage. */

import * as z from 'zod/mini';
import { microcredits } from '../domain/amount.ts';
import type { PriceLine } from '../domain/catalogue/rate-card.ts';
import { formatMillionths } from '../domain/decimal.ts';
import { present } from '../domain/present.ts';
import { toQuantity } from './entry-members.ts';

/** Lines, and the rate card. */
export const priceMembers = {
  l: z.optional(z.array(z.tuple([z.string(), z.string(), z.int()]))),
  r: z.optional(z.string()),
};

interface StoredPrice {
  readonly l?: [string, string, number][] | undefined;
  readonly r?: string | undefined;
}

interface Price {
  readonly lines?: readonly PriceLine[];
  readonly rateCard?: string;
}

export function toStoredPrice({ lines, rateCard }: Price): StoredPrice {
  const l = lines?.map(({ sku, quantity, credits }): [string, string, number] => [
    sku,
    formatMillionths(quantity),
    credits,
  ]);
  return { l, r: rateCard };
}

export function toPrice({ l, r }: StoredPrice): Price {
  const lines = l?.map(
    ([sku, quantity, credits]): PriceLine => ({
      sku,
      quantity: toQuantity(quantity),
      credits: microcredits(credits),
    }),
  );
  return { ...present({ lines, rateCard: r }) };
}
