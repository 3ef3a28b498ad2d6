/** Which entries the person asks for, as it stands in the address. */
import type { ReadLedgerQuery } from '../../../../shared/client/api/requests/ledger.ts';
import { type EntryType, entryTypes } from '../../../../shared/domain/ledger/entry.ts';
import { present } from '../../../../shared/domain/present.ts';
import { filterQuery, isAspect, readUsageFilters, type UsageFilters } from '../../routing/usage-filters.ts';

export interface LedgerFilters {
  readonly type?: EntryType;
  readonly usage: UsageFilters;
  /** Credits. */
  readonly min?: number;
  readonly search?: string;
  /** Instants; the second is exclusive. */
  readonly from?: string;
  readonly to?: string;
}

/** Reads the filters from the address. What can't be one is none. */
export function readLedgerFilters(query: URLSearchParams): LedgerFilters {
  const text = (name: string): string | undefined => query.get(name) || undefined;
  const instant = (name: string): string | undefined => instantOf(text(name));
  const min = Number(text('min'));
  return {
    usage: readUsageFilters(query),
    ...present({
      type: entryTypes.find((each) => each === query.get('type')),
      min: min > 0 ? min : undefined,
      search: text('search'),
      from: instant('from'),
      to: instant('to'),
    }),
  };
}

/** The aspect whose values are a line each, a run's or a session's; undefined where each entry is. */
export function readLedgerGrouping(query: URLSearchParams): string | undefined {
  const by = query.get('by') ?? '';
  return isAspect(by) ? by : undefined;
}

export function isFiltered({ usage, ...filters }: LedgerFilters): boolean {
  return Object.keys(filters).length > 0 || Object.keys(filterQuery(usage)).length > 0;
}

/** The filters as the service is asked. */
export function ledgerQueryOf({ usage, min, ...filters }: LedgerFilters): ReadLedgerQuery {
  return { ...filters, ...filterQuery(usage), ...present({ minCredits: min === undefined ? undefined : String(min) }) };
}

function instantOf(text: string | undefined): string | undefined {
  const atMs = Date.parse(text ?? '');
  return Number.isNaN(atMs) ? undefined : new Date(atMs).toISOString();
}
