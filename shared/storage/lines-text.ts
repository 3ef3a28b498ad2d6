/** The lines that a usage was priced by, as entries and records keep them. */
import * as z from 'zod/mini';
import { microcredits } from '../domain/amount.ts';
import type { PriceLine, Quantity } from '../domain/catalogue/rate-card.ts';
import { formatMillionths, parseMillionths } from '../domain/decimal.ts';
import { whole } from './stored-parts.ts';
import { ItemCorrupt } from './table.ts';

/** SKU, quantity, credits */
export const storedLine = z.tuple([z.string(), z.string(), whole]);
export const storedLines = z.array(storedLine);
export type StoredLines = z.infer<typeof storedLines>;

export function toStoredLines(lines: readonly PriceLine[]): StoredLines {
  return lines.map(({ sku, quantity, credits }) => [sku, formatMillionths(quantity), credits]);
}

export function toLines(lines: StoredLines): readonly PriceLine[] {
  return lines.map(([sku, quantity, credits]) => ({
    sku,
    quantity: toQuantity(quantity),
    credits: microcredits(credits),
  }));
}

export function toQuantity(text: string): Quantity {
  const quantity = parseMillionths(text);
  if (quantity === undefined) throw new ItemCorrupt('a quantity is not a decimal');
  return quantity;
}
