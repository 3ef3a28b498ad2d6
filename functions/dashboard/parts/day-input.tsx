import type { ReactNode } from 'react';
import { useZone } from '../reading/use-zone.ts';
import { dateOf, dayStart, startOf } from '../writing/zone-days.ts';

interface DayInputProps {
  readonly label: string;
  readonly value: string | undefined;
  /** The day itself is within: its end is meant. */
  readonly isEnd?: boolean;
  readonly onChange: (instant: string | undefined) => void;
}

/** A day of the zone that the page goes by, as trends count them. */
export function DayInput({ label, value, isEnd = false, onChange }: DayInputProps): ReactNode {
  const { timeZone } = useZone();
  const shown = value === undefined ? '' : dateOf(Date.parse(value) - (isEnd ? 1 : 0), timeZone);
  return (
    <label className="day-input">
      {label}{' '}
      <input
        type="date"
        value={shown}
        onChange={({ target }) => {
          const startMs = startOf(target.value, timeZone);
          const atMs = startMs !== undefined && isEnd ? dayStart(startMs, timeZone, 1) : startMs;
          onChange(atMs === undefined ? undefined : new Date(atMs).toISOString());
        }}
      />
    </label>
  );
}
