import Button from '@cloudscape-design/components/button';
import Select from '@cloudscape-design/components/select';
import type { ReactNode } from 'react';
import { categories } from '../../../../shared/domain/catalogue/rate-card.ts';
import { entryTypes } from '../../../../shared/domain/ledger/entry.ts';
import { changeQuery } from '../../routing/location.ts';
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
          onChange={({ detail }) => changeQuery({ type: detail.selectedOption.value })}
        />
      </div>
      <div className="control">
        <Select
          ariaLabel="Category"
          options={categoryOptions}
          selectedOption={categoryOptions.find(({ value }) => value === filters.category) ?? any}
          onChange={({ detail }) => changeQuery({ category: detail.selectedOption.value })}
        />
      </div>
      <DayInput label="From" value={filters.from} onChange={(from) => changeQuery({ from })} />
      <DayInput label="Until" isEnd value={filters.to} onChange={(to) => changeQuery({ to })} />
      {(['sku', 'dimension'] as const).map((name) => {
        const value = filters[name];
        if (value === undefined) return null;
        return (
          <Button
            key={name}
            iconName="close"
            iconAlign="right"
            ariaLabel={`Remove the filter ${value}`}
            onClick={() => changeQuery({ [name]: undefined })}
          >
            {value}
          </Button>
        );
      })}
      {Object.keys(filters).length > 0 && (
        <Button variant="link" onClick={() => changeQuery(noFilters)}>
          Clear filters
        </Button>
      )}
    </div>
  );
}

const noFilters = {
  type: undefined,
  category: undefined,
  sku: undefined,
  dimension: undefined,
  from: undefined,
  to: undefined,
};

interface DayInputProps {
  readonly label: string;
  readonly value: string | undefined;
  /** The day itself is within: its end is meant. */
  readonly isEnd?: boolean;
  readonly onChange: (instant: string | undefined) => void;
}

const dayMs = 86_400_000;

/** A day in UTC, as trends count them. */
function DayInput({ label, value, isEnd = false, onChange }: DayInputProps): ReactNode {
  const shown = value === undefined ? '' : dayOf(Date.parse(value) - (isEnd ? 1 : 0));
  return (
    <label className="day-input">
      {label}{' '}
      <input
        type="date"
        value={shown}
        onChange={({ target }) => {
          const atMs = Date.parse(target.value);
          onChange(Number.isNaN(atMs) ? undefined : new Date(atMs + (isEnd ? dayMs : 0)).toISOString());
        }}
      />
    </label>
  );
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
