import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import type { ReactNode } from 'react';
import { changeQuery } from '../../routing/location.ts';
import { groupingName, type Interval, periodNames, periodsFor, type UsageView } from './usage-view.ts';

interface UsageControlsProps {
  readonly view: UsageView;
  /** Dimensions that the account's usage names. */
  readonly dimensions: readonly string[];
}

const intervalOptions: readonly { readonly id: Interval; readonly text: string }[] = [
  { id: 'hour', text: 'Hours' },
  { id: 'day', text: 'Days' },
  { id: 'cycle', text: 'Cycles' },
];

/** How to look at usage; all of it is in the address. */
export function UsageControls({ view, dimensions }: UsageControlsProps): ReactNode {
  const groupings = ['category', 'sku', ...new Set([...dimensions.map((name) => `dimension:${name}`), view.groupBy])];
  const groupOptions = [...new Set(groupings)].map((value) => ({
    value,
    label: `By ${groupingName(value).toLowerCase().replace('sku', 'SKU')}`,
  }));
  const periodOptions = periodsFor(view.interval).map((value) => ({ value, label: periodNames[value] }));
  return (
    <div className="controls">
      <SegmentedControl
        label="Interval"
        options={intervalOptions}
        selectedId={view.interval}
        onChange={({ detail }) => changeQuery({ interval: detail.selectedId, period: undefined })}
      />
      <div className="control">
        <Select
          ariaLabel="Period"
          options={periodOptions}
          selectedOption={periodOptions.find(({ value }) => value === view.period) ?? null}
          onChange={({ detail }) => changeQuery({ period: detail.selectedOption.value })}
        />
      </div>
      <div className="control">
        <Select
          ariaLabel="Group by"
          options={groupOptions}
          selectedOption={groupOptions.find(({ value }) => value === view.groupBy) ?? null}
          onChange={({ detail }) => changeQuery({ groupBy: detail.selectedOption.value })}
        />
      </div>
    </div>
  );
}
