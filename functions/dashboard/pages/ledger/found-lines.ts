/** Lines of entries that were found by what usage doesn't know: their text, kind or size. */
import { present } from '../../../../shared/domain/present.ts';
import type { Account, Entry } from '../../reading/shapes.ts';
import { sumOfCredits } from '../../writing/credits.ts';
import { aspectValueText } from '../../writing/words.ts';
import { dayStart } from '../../writing/zone-days.ts';
import { groupName } from '../usage/usage-groups.ts';
import type { GroupedLine } from './grouped-lines.ts';
import type { LedgerFilters } from './ledger-view.ts';

/** Usage knows who used what and when, and none of these. */
export function isFound({ type, min, search }: LedgerFilters): boolean {
  return type !== undefined || min !== undefined || search !== undefined;
}

/** The present cycle where no span is chosen. */
export function foundFilters(filters: LedgerFilters, { cycle }: Account): LedgerFilters {
  return filters.from === undefined ? { ...filters, from: cycle.start } : filters;
}

/** A line for each value, of what its entries charged, less what was undone; those used last come first. Entries that charge nothing are in none. */
export function linesOfEntries(entries: readonly Entry[], aspect: string, timeZone: string): readonly GroupedLine[] {
  const charges = entries.filter(({ type, category }) => type in signs && category !== undefined);
  const lines = [...Map.groupBy(charges, (entry) => nameIn(entry, aspect))].map(([key, own]): GroupedLine => {
    const group = key === undefined ? ({ rest: 'none' } as const) : { key };
    const days = own
      .map(({ at, occurredAt = at }) => dayStart(Date.parse(occurredAt), timeZone))
      .toSorted((a, b) => a - b);
    return {
      ...group,
      ...{ id: key === undefined ? 'none' : `=${key}`, previous: 0 },
      name: key === undefined ? groupName(group, aspect) : aspectValueText(aspect, key),
      credits: sumOfCredits(own.map(({ type, credits }) => (signs[type] ?? 0) * credits)),
      requests: own.filter(({ type }) => requests.has(type)).length,
      firstDay: new Date(days[0] ?? 0).toISOString(),
      lastDay: new Date(days.at(-1) ?? 0).toISOString(),
    };
  });
  return lines.toSorted((a, b) => (a.lastDay === b.lastDay ? b.credits - a.credits : a.lastDay < b.lastDay ? 1 : -1));
}

const signs: Partial<Record<Entry['type'], number>> = {
  ...{ debit: 1, capture: 1, 'hold-expiry': 1, accrual: 1 },
  reversal: -1,
};
const requests: ReadonlySet<Entry['type']> = new Set(['debit', 'capture', 'hold-expiry']);

/** The value by which an entry is grouped; the first SKU stands for several. */
function nameIn(entry: Entry, aspect: string): string | undefined {
  const { category, caller, dimensions = {} } = entry;
  const values: Readonly<Record<string, string>> = {
    ...present({ category, caller, sku: [...(entry.lines ?? []), ...(entry.kept ?? [])][0]?.sku }),
    ...Object.fromEntries(Object.entries(dimensions).map(([name, value]) => [`dimension:${name}`, value])),
  };
  return values[aspect];
}
