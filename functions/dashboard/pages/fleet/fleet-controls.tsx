import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { type ReactNode, useEffect, useState } from 'react';
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
const typingMs = 300;
/** As much as the service takes. */
const searchMax = 200;

/** Search and order. Another of either begins at the first page. */
export function FleetControls({ view }: { readonly view: FleetView }): ReactNode {
  const { search = '', facet, sort = 'state' } = view;
  const isSorted = search === '' && facet === undefined;
  return (
    <div className="controls">
      <div className="control-wide">
        <Search search={search} />
      </div>
      <div className="control-wide">
        <Select
          ariaLabel="Order"
          options={options}
          disabled={!isSorted}
          selectedOption={isSorted ? { value: sort, label: sortNames[sort] } : search === '' ? ofFacet : asFound}
          onChange={({ detail }) => changeQuery({ sort: detail.selectedOption.value, cursor: undefined })}
        />
      </div>
    </div>
  );
}

/** Looks when the typing rests. */
function Search({ search }: { readonly search: string }): ReactNode {
  const [typed, setTyped] = useState(search);
  useEffect(() => setTyped(search), [search]);
  useEffect(() => {
    if (typed.trim() === search) return undefined;
    const timer = setTimeout(
      () => retypeQuery({ search: typed.trim(), facet: undefined, cursor: undefined }),
      typingMs,
    );
    return () => clearTimeout(timer);
  }, [typed, search]);
  return (
    <Input
      type="search"
      ariaLabel="Find accounts"
      clearAriaLabel="Clear the search"
      placeholder="Name, id, external id or payment"
      value={typed}
      onChange={({ detail }) => setTyped(detail.value.slice(0, searchMax))}
    />
  );
}
