/** Which entries the person asks for, as it stands in the address. */

import { type Category, categories } from '../../../../shared/domain/catalogue/rate-card.ts';
import { type EntryType, entryTypes } from '../../../../shared/domain/ledger/entry.ts';

export interface LedgerFilters {
  readonly type?: EntryType;
  readonly category?: Category;
  readonly sku?: string;
  readonly dimension?: string;
  /** Instants; the second is exclusive. */
  readonly from?: string;
  readonly to?: string;
}

/** Reads the filters from the address. What can't be one is none. */
export function readLedgerFilters(query: URLSearchParams): LedgerFilters {
  const text = (name: string): string | undefined => query.get(name) || undefined;
  const instant = (name: string): string | undefined => instantOf(text(name));
  const found = {
    type: entryTypes.find((each) => each === query.get('type')),
    category: categories.find((each) => each === query.get('category')),
    sku: text('sku'),
    dimension: text('dimension'),
    from: instant('from'),
    to: instant('to'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function instantOf(text: string | undefined): string | undefined {
  const atMs = Date.parse(text ?? '');
  return Number.isNaN(atMs) ? undefined : new Date(atMs).toISOString();
}
