import type { ReactNode } from 'react';
import { DayInput } from '../../parts/day-input.tsx';
import { Segments } from '../../parts/segments.tsx';
import { Select } from '../../parts/select.tsx';
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
      <Segments
        label="Interval"
        options={intervals}
        value={view.interval}
        onChange={(interval) => changeQuery({ interval, period: undefined, from: undefined, to: undefined })}
      />
      <div className="control">
        <Select
          label="Period"
          options={periodOptions}
          value={view.period}
          onChange={(value) => changeQuery({ period: value, from: undefined, to: undefined })}
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
          label="Measure"
          options={measureOptions}
          value={view.measure}
          onChange={(value) => changeQuery({ measure: leftOut(value, 'credits') })}
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
        label="Group by"
        options={options}
        value={groupBy}
        onChange={(value) => changeQuery({ groupBy: value, top: undefined, find: undefined })}
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
        label="Split by"
        options={options}
        value={splitBy}
        onChange={(value) => changeQuery({ splitBy: value })}
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
