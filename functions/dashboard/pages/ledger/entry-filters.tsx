import Button from '@cloudscape-design/components/button';
import Select from '@cloudscape-design/components/select';
import type { ReactNode } from 'react';
import { categories } from '../../../../shared/domain/catalogue/rate-card.ts';
import { entryTypes } from '../../../../shared/domain/ledger/entry.ts';
import { DayInput } from '../../parts/day-input.tsx';
import { ZoneChooser } from '../../parts/zone-chooser.tsx';
import { changeQuery, type PageQuery } from '../../routing/location.ts';
import { categoryNames, entryNames } from '../../writing/words.ts';
import type { LedgerFilters } from './ledger-view.ts';

const any = { value: '', label: 'All categories' };
const anyType = { value: '', label: 'All kinds' };
const typeOptions = [anyType, ...entryTypes.map((value) => ({ value, label: entryNames[value] }))];
const categoryOptions = [any, ...categories.map((value) => ({ value, label: categoryNames[value] }))];

/** Filters of the ledger; all of them are in the address. */
export function EntryFilters({ filters }: { readonly filters: LedgerFilters }): ReactNode {
  return (
    <div className="controls">
      <div className="control">
        <Select
          ariaLabel="Kind of entry"
          options={typeOptions}
          selectedOption={typeOptions.find(({ value }) => value === filters.type) ?? anyType}
          onChange={({ detail }) => changeFilters({ type: detail.selectedOption.value })}
        />
      </div>
      <div className="control">
        <Select
          ariaLabel="Category"
          options={categoryOptions}
          selectedOption={categoryOptions.find(({ value }) => value === filters.category) ?? any}
          onChange={({ detail }) => changeFilters({ category: detail.selectedOption.value })}
        />
      </div>
      <DayInput label="From" value={filters.from} onChange={(from) => changeFilters({ from })} />
      <DayInput label="Until" isEnd value={filters.to} onChange={(to) => changeFilters({ to })} />
      <ZoneChooser />
      {(['sku', 'dimension'] as const).map((name) => {
        const value = filters[name];
        if (value === undefined) return null;
        return (
          <Button
            key={name}
            iconName="close"
            iconAlign="right"
            ariaLabel={`Remove the filter ${value}`}
            onClick={() => changeFilters({ [name]: undefined })}
          >
            {value}
          </Button>
        );
      })}
      {Object.keys(filters).length > 0 && (
        <Button variant="link" onClick={() => changeFilters(noFilters)}>
          Clear filters
        </Button>
      )}
    </div>
  );
}

/** Other filters begin at the first page. */
function changeFilters(changes: PageQuery): void {
  changeQuery({ ...changes, page: undefined, cursor: undefined });
}

const noFilters = {
  type: undefined,
  category: undefined,
  sku: undefined,
  dimension: undefined,
  from: undefined,
  to: undefined,
};
