/**
 * Entries as tables, for Athena and DuckDB: a `day` in every line to partition by. Lines of JSON are the entries as the API
 * shows them; CSV has a column for each single value, and what is inside slices, lines and dimensions as JSON texts.
 */
import type { Entry } from '../../domain/ledger/entry.ts';
import { publicBalance } from '../../domain/ledger/public-form.ts';
import { csvOf, ndjsonOf } from './csv.ts';
import { entryJson } from './entry.ts';

const columns = [
  ...['day', 'accountId', 'seq', 'type', 'at', 'credits', 'category', 'cycle'],
  ...['before', 'available', 'held', 'overrun', 'debt'],
  ...['rateCard', 'planId', 'packId', 'paymentId', 'reverses', 'uncovered', 'occurredAt', 'expiresAt'],
  ...['dimensions', 'slices', 'lines', 'kept', 'reason', 'actor', 'caller', 'idempotencyKey', 'hash'],
];

export function ledgerCsv({ entries }: { readonly entries: readonly Entry[] }): string {
  const rows = entries.map((entry) => {
    const shown: Record<string, unknown> = { ...entryJson(entry), day: dayOf(entry), ...publicBalance(entry.after) };
    return columns.map((column) => shown[column]);
  });
  return csvOf(columns, rows);
}

export function ledgerNdjson({ entries }: { readonly entries: readonly Entry[] }): string {
  return ndjsonOf(entries.map((entry) => ({ day: dayOf(entry), ...entryJson(entry) })));
}

function dayOf({ atMs }: Entry): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
