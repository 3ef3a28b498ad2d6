/** How a record keeps what a rate card made of a usage. */

import * as z from 'zod/mini';
import type { PriceLine } from '../domain/catalogue/rate-card.ts';
import { present } from '../domain/present.ts';
import { type StoredLines, storedLines, toLines, toStoredLines } from './lines-text.ts';

/** Lines, and the rate card. */
export const priceMembers = {
  l: z.optional(storedLines),
  r: z.optional(z.string()),
};

interface StoredPrice {
  readonly l?: StoredLines | undefined;
  readonly r?: string | undefined;
}

interface Price {
  readonly lines?: readonly PriceLine[];
  readonly rateCard?: string;
}

export function toStoredPrice({ lines, rateCard }: Price): StoredPrice {
  return { l: lines && toStoredLines(lines), r: rateCard };
}

export function toPrice({ l, r }: StoredPrice): Price {
  return { ...present({ lines: l && toLines(l), rateCard: r }) };
}
