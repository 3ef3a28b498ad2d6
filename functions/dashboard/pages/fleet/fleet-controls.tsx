import type { ReactNode } from 'react';
import { SearchInput } from '../../parts/search-input.tsx';
import { Select } from '../../parts/select.tsx';
import { changeQuery, retypeQuery } from '../../routing/location.ts';
import type { FleetSort, FleetView } from './fleet-view.ts';

const sortNames = {
  state: 'Needs attention first',
  available: 'Least available first',
  burn: 'Most burn first',
  id: 'By id',
} as const satisfies Record<FleetSort, string>;

const options = Object.entries(sortNames).map(([value, label]) => ({ value, label }));
const ofFacet = { value: 'facet', label: 'As it concerns most' };
const asFound = { value: 'found', label: 'Best match first' };
/** As much as the service takes. */
const searchMax = 200;

/** Search and order. Another of either begins at the first page. */
export function FleetControls({ view }: { readonly view: FleetView }): ReactNode {
  const { search = '', facet, sort = 'state' } = view;
  const isSorted = search === '' && facet === undefined;
  const fixed = search === '' ? ofFacet : asFound;
  return (
    <div className="controls">
      <div className="control-wide">
        <SearchInput
          label="Find accounts"
          placeholder="Name, id, external id or payment"
          value={search}
          lengthMax={searchMax}
          onChange={(typed) => retypeQuery({ search: typed, facet: undefined, cursor: undefined })}
        />
      </div>
      <div className="control-wide">
        <Select
          label="Order"
          options={isSorted ? options : [fixed]}
          isDisabled={!isSorted}
          value={isSorted ? sort : fixed.value}
          onChange={(value) => changeQuery({ sort: value, cursor: undefined })}
        />
      </div>
    </div>
  );
}
