import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { type ReactNode, useEffect, useState } from 'react';
import { accountIdCharacters } from '../../../../shared/contract/account-id.ts';
import { changeQuery, retypeQuery } from '../../routing/location.ts';
import type { FleetSort, FleetView } from './fleet-view.ts';

const sortNames = {
  state: 'Needs attention first',
  available: 'Least available first',
  burn: 'Most burn first',
  id: 'By id',
} as const satisfies Record<FleetSort, string>;

const options = Object.entries(sortNames).map(([value, label]) => ({ value, label }));
const byId = { value: 'id', label: sortNames.id };
const typingMs = 300;

/** Search and order. Another of either begins at the first page. */
export function FleetControls({ view }: { readonly view: FleetView }): ReactNode {
  const { prefix = '', sort = 'state' } = view;
  return (
    <div className="controls">
      <div className="control-wide">
        <Search prefix={prefix} />
      </div>
      <div className="control-wide">
        <Select
          ariaLabel="Order"
          options={options}
          disabled={prefix !== ''}
          selectedOption={prefix === '' ? { value: sort, label: sortNames[sort] } : byId}
          onChange={({ detail }) => changeQuery({ sort: detail.selectedOption.value, cursor: undefined })}
        />
      </div>
    </div>
  );
}

/** Looks when the typing rests. */
function Search({ prefix }: { readonly prefix: string }): ReactNode {
  const [typed, setTyped] = useState(prefix);
  useEffect(() => setTyped(prefix), [prefix]);
  useEffect(() => {
    if (typed === prefix) return undefined;
    const timer = setTimeout(() => retypeQuery({ prefix: typed, cursor: undefined }), typingMs);
    return () => clearTimeout(timer);
  }, [typed, prefix]);
  return (
    <Input
      type="search"
      ariaLabel="Find accounts whose id begins with"
      placeholder="Id begins with…"
      value={typed}
      onChange={({ detail }) => setTyped(detail.value.replaceAll(new RegExp(`[^${accountIdCharacters}]`, 'g'), ''))}
    />
  );
}
