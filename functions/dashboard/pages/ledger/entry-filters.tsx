import type { ReactNode } from 'react';
import { entryTypes } from '../../../../shared/domain/ledger/entry.ts';
import { Button } from '../../parts/button.tsx';
import { DayInput } from '../../parts/day-input.tsx';
import { SearchInput } from '../../parts/search-input.tsx';
import { Select } from '../../parts/select.tsx';
import { FilterBar } from '../../parts/usage-filters/filter-bar.tsx';
import { ZoneChooser } from '../../parts/zone-chooser.tsx';
import { changeQuery, type PageQuery, retypeQuery } from '../../routing/location.ts';
import { filterMembers } from '../../routing/usage-filters.ts';
import { creditsText } from '../../writing/credits.ts';
import { aspectText, entryNames } from '../../writing/words.ts';
import { isFiltered, type LedgerFilters } from './ledger-view.ts';

const anyType = { value: '', label: 'All kinds' };
const typeOptions = [anyType, ...entryTypes.map((value) => ({ value, label: entryNames[value] }))];
const anySize = { value: '', label: 'Of any size' };
const sizes = [0.1, 1, 10, 100, 1_000, 10_000];
const eachEntry = { value: '', label: 'A line for each entry' };

interface EntryFiltersProps {
  readonly filters: LedgerFilters;
  /** The aspect whose values have a line each; undefined where each entry has. */
  readonly grouping: string | undefined;
  /** Dimensions that the account's usage names. */
  readonly dimensions: readonly string[];
}

/** Filters of the ledger; all of them are in the address. */
export function EntryFilters({ filters, grouping, dimensions }: EntryFiltersProps): ReactNode {
  return (
    <div className="stack-tight">
      <div className="controls">
        <div className="control-wide">
          <SearchInput
            label="Search the ledger"
            placeholder="Name, SKU, key, reason or id"
            value={filters.search ?? ''}
            onChange={(search) => retypeQuery({ search, ...firstPage })}
          />
        </div>
        <div className="control">
          <Select
            label="Kind of entry"
            options={typeOptions}
            value={filters.type}
            onChange={(value) => changeFilters({ type: value })}
          />
        </div>
        <SizeControl min={filters.min} />
        <DayInput label="From" value={filters.from} onChange={(from) => changeFilters({ from })} />
        <DayInput label="Until" isEnd value={filters.to} onChange={(to) => changeFilters({ to })} />
        <GroupingControl grouping={grouping} dimensions={dimensions} />
        <ZoneChooser />
      </div>
      <div className="filters">
        <FilterBar filters={filters.usage} dimensions={dimensions} />
        {isFiltered(filters) && (
          <Button kind="quiet" onClick={() => changeFilters(noFilters(filters))}>
            Clear filters
          </Button>
        )}
      </div>
    </div>
  );
}

function SizeControl({ min }: { readonly min: number | undefined }): ReactNode {
  const known = min === undefined || sizes.includes(min) ? sizes : [...sizes, min].toSorted((a, b) => a - b);
  const options = [
    anySize,
    ...known.map((size) => ({ value: String(size), label: `${creditsText(size)} credits or more` })),
  ];
  return (
    <div className="control">
      <Select label="Size" options={options} value={String(min)} onChange={(value) => changeFilters({ min: value })} />
    </div>
  );
}

function GroupingControl({ grouping, dimensions }: Pick<EntryFiltersProps, 'grouping' | 'dimensions'>): ReactNode {
  const aspects = [...new Set([...dimensions.map((name) => `dimension:${name}`), ...(grouping ? [grouping] : [])])];
  const options = [eachEntry, ...aspects.map((value) => ({ value, label: `A line for each ${aspectText(value)}` }))];
  return (
    <div className="control-wide">
      <Select label="Lines" options={options} value={grouping} onChange={(value) => changeFilters({ by: value })} />
    </div>
  );
}

const firstPage = { page: undefined, cursor: undefined };

/** Other filters begin at the first page. */
function changeFilters(changes: PageQuery): void {
  changeQuery({ ...changes, ...firstPage });
}

function noFilters({ usage }: LedgerFilters): PageQuery {
  const members = ['dimension', ...Object.keys(filterMembers(usage))];
  return {
    ...Object.fromEntries(members.map((member) => [member, undefined])),
    ...{ type: undefined, min: undefined, search: undefined, from: undefined, to: undefined },
  };
}
