/**
 * Entries as tables, for Athena and DuckDB: a `day` in every line to partition by. Lines of JSON are the entries as the API
 * shows them; CSV has a column for each single value, and what is inside slices, lines and dimensions as JSON texts.
 */
import type { Entry } from '../../domain/ledger/entry.ts';
import { memberNames, members } from '../../domain/ledger/members.ts';
import { publicBalance } from '../../domain/ledger/public-form.ts';
import { csvOf, ndjsonOf } from './csv.ts';
import { entryJson } from './entry.ts';
import { wireMembers } from './entry-members.ts';

/** The columns that no member of an entry fills, by their positions. */
const columnsOfAll: readonly (readonly [position: number, column: string])[] = [
  ...(['day', 'accountId', 'seq', 'type', 'at', 'credits'] as const).map((name, index) => [index + 1, name] as const),
  [8, 'cycle'],
  ...(['before', 'available', 'held', 'overrun', 'debt'] as const).map((name, index) => [index + 9, name] as const),
  [23, 'slices'],
  [28, 'caller'],
  [30, 'hash'],
];

const columnsOfMembers = memberNames.flatMap((name) => {
  const { csvColumn } = wireMembers[name];
  return csvColumn === undefined ? [] : [[csvColumn, members[name].name] as const];
});

/** The columns in their order, which never changes. */
export const columns = [...columnsOfAll, ...columnsOfMembers].toSorted(([a], [b]) => a - b).map(([, name]) => name);

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
