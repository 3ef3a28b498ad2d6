import type { ReactNode } from 'react';
import { Select } from '../../parts/select.tsx';
import type { Statement } from '../../reading/shapes.ts';
import { daysText } from '../../writing/instants.ts';

interface CycleChooserProps {
  readonly index: number;
  readonly cycles: Statement['cycles'];
  readonly timeZone: string;
  readonly onChoose: (index: number) => void;
}

/** Every cycle of the account, newest first. */
export function CycleChooser({ index, cycles, timeZone, onChoose }: CycleChooserProps): ReactNode {
  const options = cycles.map((cycle) => ({
    value: String(cycle.index),
    label: daysText(cycle, timeZone),
  }));
  return (
    <div className="control-cycle">
      <Select label="Cycle" options={options} value={String(index)} onChange={(value) => onChoose(Number(value))} />
    </div>
  );
}
