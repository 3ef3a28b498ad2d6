import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Aspect } from '../../routing/usage-filters.ts';
import { aspectName, aspectText, aspectValueText } from '../../writing/words.ts';
import { Button } from '../button.tsx';
import { Combobox } from '../combobox.tsx';
import { Select } from '../select.tsx';
import { useAspectValues } from './use-aspect-values.ts';

interface AddFilterProps {
  readonly aspects: readonly Aspect[];
  readonly onChosen: (aspect: Aspect, value: string) => void;
  readonly onCancel: () => void;
}

/** Chooses what to filter by, and then which: the largest are suggested, and any other can be typed. */
export function AddFilter({ aspects, onChosen, onCancel }: AddFilterProps): ReactNode {
  const [aspect, setAspect] = useState(aspects[0] ?? 'category');
  const [typed, setTyped] = useState('');
  const values = useAspectValues(aspect);
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => select.current?.focus(), []);
  const choose = (text: string): void =>
    onChosen(aspect, values?.find((each) => aspectValueText(aspect, each) === text) ?? text);
  return (
    <>
      <div className="control">
        <Select
          ref={select}
          label="Filter by"
          options={aspects.map((value) => ({ value, label: aspectName(value) }))}
          value={aspect}
          onChange={(value) => {
            setAspect(value);
            setTyped('');
          }}
        />
      </div>
      <div className="control-wide">
        <Combobox
          // Suggestions of another aspect are another list.
          key={aspect}
          label={`Which ${aspectText(aspect)}`}
          suggestions={values?.map((value) => aspectValueText(aspect, value))}
          value={typed}
          onChange={setTyped}
          onChosen={choose}
        />
      </div>
      <Button kind="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </>
  );
}
