import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import type { ReactNode } from 'react';
import { useNarrow } from '../../look/use-narrow.ts';
import { DayInput } from '../../parts/day-input.tsx';
import { ZoneChooser } from '../../parts/zone-chooser.tsx';
import { changeQuery } from '../../routing/location.ts';
import type { Aspect } from '../../routing/usage-filters.ts';
import { aspectText } from '../../writing/words.ts';
import { measureNames, measures } from './measures.ts';
import { type Interval, periodNames, periodsFor, type UsageView } from './usage-view.ts';

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
      <GroupControl view={view} dimensions={dimensions} />
      <SplitControl view={view} dimensions={dimensions} />
      <div className="control">
        <Select
          ariaLabel="Measure"
          options={measureOptions}
          selectedOption={measureOptions.find(({ value }) => value === view.measure) ?? null}
          onChange={({ detail }) => changeQuery({ measure: leftOut(detail.selectedOption.value, 'credits') })}
        />
      </div>
      <ZoneChooser />
    </div>
  );
}

const measureOptions = measures.map((value) => ({ value, label: measureNames[value] }));

function GroupControl({ view: { groupBy }, dimensions }: UsageControlsProps): ReactNode {
  const options = aspectsWith(dimensions, groupBy).map((value) => ({ value, label: `By ${aspectText(value)}` }));
  return (
    <div className="control">
      <Select
        ariaLabel="Group by"
        options={options}
        selectedOption={options.find(({ value }) => value === groupBy) ?? null}
        onChange={({ detail }) =>
          changeQuery({ groupBy: detail.selectedOption.value, top: undefined, find: undefined })
        }
      />
    </div>
  );
}

const noSplit = { value: '', label: 'Not split' };

function SplitControl({ view: { groupBy, splitBy }, dimensions }: UsageControlsProps): ReactNode {
  const aspects = aspectsWith(dimensions, splitBy ?? groupBy).filter((aspect) => aspect !== groupBy);
  const options = [noSplit, ...aspects.map((value) => ({ value, label: `Split by ${aspectText(value)}` }))];
  return (
    <div className="control">
      <Select
        ariaLabel="Split by"
        options={options}
        selectedOption={options.find(({ value }) => value === splitBy) ?? noSplit}
        onChange={({ detail }) => changeQuery({ splitBy: detail.selectedOption.value })}
      />
    </div>
  );
}

/** All aspects, the one of the address among them whether or not anything was used under it. */
function aspectsWith(dimensions: readonly string[], chosen: Aspect): readonly Aspect[] {
  return [...new Set(['category', 'sku', ...dimensions.map((name) => `dimension:${name}`), 'caller', chosen])];
}

/** The usual choice isn't in the address. */
function leftOut(value: string | undefined, usual: string): string | undefined {
  return value === usual ? undefined : value;
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
