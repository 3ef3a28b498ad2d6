import { type ReactNode, useRef, useState } from 'react';
import { csvOf } from '../../../shared/contract/answers/csv.ts';
import { Button } from './button.tsx';

export interface Sheet {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

interface DownloadButtonProps {
  readonly name: string;
  /** All of it at once, or part by part; made when it is wanted. */
  readonly pages: () => AsyncIterable<Sheet> | readonly Sheet[];
  readonly isDisabled?: boolean;
  readonly children: string;
}

type State =
  | { readonly kind: 'resting' }
  | { readonly kind: 'saving'; readonly lines: number }
  | { readonly kind: 'failed'; readonly lines: number };

/** Saves a table as a file of comma-separated values: all of it or none, and meanwhile how far it is. */
export function DownloadButton({ name, pages, isDisabled = false, children }: DownloadButtonProps): ReactNode {
  const [state, setState] = useState<State>({ kind: 'resting' });
  const isStopped = useRef(false);
  const save = async (): Promise<void> => {
    isStopped.current = false;
    const parts: string[] = [];
    let lines = 0;
    try {
      for await (const { columns, rows } of pages()) {
        if (isStopped.current) return setState({ kind: 'resting' });
        const text = csvOf(columns, rows);
        parts.push(parts.length === 0 ? text : text.slice(text.indexOf('\r\n') + 2));
        lines += rows.length;
        setState({ kind: 'saving', lines });
      }
    } catch {
      return setState({ kind: 'failed', lines });
    }
    give(`${name}.csv`, parts);
    setState({ kind: 'resting' });
  };
  if (state.kind === 'saving')
    return (
      <span className="download" role="status">
        {state.lines.toLocaleString('en')} lines read…{' '}
        <Button
          onClick={() => {
            isStopped.current = true;
          }}
        >
          Stop
        </Button>
      </span>
    );
  return (
    <span className="download">
      {state.kind === 'failed' && <span role="alert">Not saved: the service didn’t answer. </span>}
      <Button icon="download" isDisabled={isDisabled} onClick={() => void save()}>
        {children}
      </Button>
    </span>
  );
}

function give(name: string, parts: readonly string[]): void {
  const url = URL.createObjectURL(new Blob([...parts], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
