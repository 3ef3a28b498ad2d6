import type { ReactNode } from 'react';

interface ToggleProps {
  /** The name of what it opens. */
  readonly label: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

/** Opens and closes what stands below a line. */
export function Toggle({ label, isOpen, onToggle, children }: ToggleProps): ReactNode {
  return (
    <span className="toggle-line">
      <button type="button" className="toggle" aria-expanded={isOpen} aria-label={label} onClick={onToggle}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M5 3l6 5-6 5" fill="none" stroke="currentColor" strokeWidth="2" />
        </svg>
      </button>
      <span>{children}</span>
    </span>
  );
}
