import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import type { ReactNode } from 'react';
import { useNarrow } from '../../look/use-narrow.ts';
import { DayInput } from '../../parts/day-input.tsx';
import { ZoneChooser } from '../../parts/zone-chooser.tsx';
import { changeQuery } from '../../routing/location.ts';
import { groupingName, type Interval, periodNames, periodsFor, type UsageView } from './usage-view.ts';

interface UsageControlsProps {
  readonly view: UsageView;
  /** Dimensions that the account's usage names. */
  readonly dimensions: readonly string[];
}

const intervals: readonly { readonly value: Interval; readonly label: string }[] = [
  { value: 'hour', label: 'Hours' },
  { value: 'day', label: 'Days' },
  { value: 'cycle', label: 'Cycles' },
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
      <IntervalControl interval={view.interval} />
      <div className="control">
        <Select
          ariaLabel="Period"
          options={periodOptions}
          selectedOption={periodOptions.find(({ value }) => value === view.period) ?? null}
          onChange={({ detail }) =>
            changeQuery({ period: detail.selectedOption.value, from: undefined, to: undefined })
          }
        />
      </div>
      {view.period === 'span' && (
        <>
          <DayInput label="From" value={view.from} onChange={(from) => changeQuery({ from })} />
          <DayInput label="Until" isEnd value={view.to} onChange={(to) => changeQuery({ to })} />
        </>
      )}
      <div className="control">
        <Select
          ariaLabel="Group by"
          options={groupOptions}
          selectedOption={groupOptions.find(({ value }) => value === view.groupBy) ?? null}
          onChange={({ detail }) => changeQuery({ groupBy: detail.selectedOption.value, top: undefined })}
        />
      </div>
      <ZoneChooser />
    </div>
  );
}

/** The library's segments become a select of their own on small screens, with a label that nothing beside it has. */
function IntervalControl({ interval }: { readonly interval: Interval }): ReactNode {
  const choose = (value: string | undefined): void =>
    changeQuery({ interval: value, period: undefined, from: undefined, to: undefined });
  if (!useNarrow())
    return (
      <SegmentedControl
        label="Interval"
        options={intervals.map(({ value, label }) => ({ id: value, text: label }))}
        selectedId={interval}
        onChange={({ detail }) => choose(detail.selectedId)}
      />
    );
  return (
    <div className="control">
      <Select
        ariaLabel="Interval"
        options={intervals}
        selectedOption={intervals.find(({ value }) => value === interval) ?? null}
        onChange={({ detail }) => choose(detail.selectedOption.value)}
      />
    </div>
  );
}
