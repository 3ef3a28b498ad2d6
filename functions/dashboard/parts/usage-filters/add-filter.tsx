import Autosuggest from '@cloudscape-design/components/autosuggest';
import Button from '@cloudscape-design/components/button';
import Select, { type SelectProps } from '@cloudscape-design/components/select';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Aspect } from '../../routing/usage-filters.ts';
import { aspectName, aspectText, aspectValueText } from '../../writing/words.ts';
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
  const select = useRef<SelectProps.Ref>(null);
  useEffect(() => select.current?.focus(), []);
  const options = values?.map((value) => ({ value: aspectValueText(aspect, value) })) ?? [];
  const choose = (text: string): void => {
    const value = values?.find((each) => aspectValueText(aspect, each) === text) ?? text;
    if (value.trim() !== '') onChosen(aspect, value);
  };
  return (
    <>
      <div className="control">
        <Select
          ref={select}
          ariaLabel="Filter by"
          options={aspects.map((value) => ({ value, label: aspectName(value) }))}
          selectedOption={{ value: aspect, label: aspectName(aspect) }}
          onChange={({ detail }) => {
            setAspect(detail.selectedOption.value ?? aspect);
            setTyped('');
          }}
        />
      </div>
      <div className="control-wide">
        <Autosuggest
          ariaLabel={`Which ${aspectText(aspect)}`}
          placeholder={`Which ${aspectText(aspect)}`}
          value={typed}
          options={options}
          virtualScroll
          statusType={values === undefined ? 'loading' : 'finished'}
          loadingText="Looking for names…"
          empty="No name is known: type one"
          enteredTextLabel={(text) => `Only “${text}”`}
          clearAriaLabel="Clear"
          onChange={({ detail }) => setTyped(detail.value)}
          onSelect={({ detail }) => choose(detail.value)}
        />
      </div>
      <Button variant="link" onClick={onCancel}>
        Cancel
      </Button>
    </>
  );
}
