import type { ReactNode } from 'react';
import { useAccount } from '../reading/account-context.ts';
import { useZone, type ZoneChoice } from '../reading/use-zone.ts';
import { changeQuery } from '../routing/location.ts';
import { viewerZone } from '../writing/instants.ts';
import { Select } from './select.tsx';

/** Whose days the page goes by; it is in the address. */
export function ZoneChooser(): ReactNode {
  const { timeZone } = useAccount();
  const { choice } = useZone();
  const options: readonly { readonly value: ZoneChoice; readonly label: string }[] = [
    { value: 'account', label: `Days of ${timeZone} (account)` },
    { value: 'mine', label: `Days of ${viewerZone} (mine)` },
    { value: 'utc', label: 'Days of UTC' },
  ];
  return (
    <div className="control-wide">
      <Select
        label="Days of"
        options={options}
        value={choice}
        onChange={(value) => changeQuery({ zone: value === 'account' ? undefined : value })}
      />
    </div>
  );
}
