import type { ReactNode } from 'react';
import { Select } from '../../parts/select.tsx';
import { changeQuery } from '../../routing/location.ts';

export interface VersionOption {
  readonly value: string;
  readonly label: string;
  readonly description: string;
}

interface VersionChooserProps {
  /** Names what is chosen, for people who can't see it. */
  readonly what: string;
  /** The members of the address that name the two. */
  readonly members: readonly [from: string, to: string];
  readonly options: readonly VersionOption[];
  readonly chosen: readonly [from: string | undefined, to: string | undefined];
}

/** Two versions, side by side: which ones is in the address. */
export function VersionChooser({ what, members, options, chosen }: VersionChooserProps): ReactNode {
  return (
    <div className="controls">
      {members.map((member, index) => (
        <div className="control-wide" key={member}>
          <Select
            label={`${what}, ${index === 0 ? 'from' : 'to'}`}
            options={options}
            value={chosen[index]}
            placeholder={index === 0 ? 'From which version' : 'To which version'}
            onChange={(value) => changeQuery({ [member]: value })}
          />
        </div>
      ))}
    </div>
  );
}
