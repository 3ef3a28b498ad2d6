import type { ReactNode } from 'react';
import { Button } from './button.tsx';

interface PageStepsProps {
  /** The page that is shown, from 1. */
  readonly page: number;
  readonly hasNext: boolean;
  readonly names: { readonly before: string; readonly after: string };
  readonly onChoose: (page: number) => void;
}

/** The steps to the pages before and after: how many there are in all nobody knows. */
export function PageSteps({ page, hasNext, names, onChoose }: PageStepsProps): ReactNode {
  return (
    <nav className="page-steps" aria-label="Pages">
      {page > 2 && (
        <Button kind="quiet" label="Page 1" onClick={() => onChoose(1)}>
          1
        </Button>
      )}
      <Button
        kind="quiet"
        icon="before"
        label={names.before}
        isDisabled={page === 1}
        onClick={() => onChoose(page - 1)}
      >
        {null}
      </Button>
      <span aria-current="page">Page {page}</span>
      <Button kind="quiet" icon="after" label={names.after} isDisabled={!hasNext} onClick={() => onChoose(page + 1)}>
        {null}
      </Button>
    </nav>
  );
}
