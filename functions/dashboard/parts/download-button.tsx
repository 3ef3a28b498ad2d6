import Button from '@cloudscape-design/components/button';
import type { ReactNode } from 'react';
import { csvOf } from '../../../shared/contract/answers/csv.ts';

export interface Sheet {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

interface DownloadButtonProps {
  readonly name: string;
  /** Made when it is wanted. Undefined when it can't be. */
  readonly sheet: () => Promise<Sheet | undefined> | Sheet;
  readonly isDisabled?: boolean;
  readonly children: string;
}

/** Saves a table as a file of comma-separated values. */
export function DownloadButton({ name, sheet, isDisabled = false, children }: DownloadButtonProps): ReactNode {
  const save = async (): Promise<void> => {
    const made = await sheet();
    if (made === undefined) return;
    const url = URL.createObjectURL(new Blob([csvOf(made.columns, made.rows)], { type: 'text/csv' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${name}.csv`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Button iconName="download" disabled={isDisabled} onClick={() => void save()}>
      {children}
    </Button>
  );
}
