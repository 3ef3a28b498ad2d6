import type { ReactNode, Ref } from 'react';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

interface SelectProps {
  /** Its name, for people who can't see what it stands beside. */
  readonly label: string;
  readonly options: readonly SelectOption[];
  /** Where no option has it, the one without a value is chosen, or else the placeholder is shown. */
  readonly value: string | undefined;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly onChange: (value: string) => void;
  readonly ref?: Ref<HTMLSelectElement>;
}

/** A native select in the look of the theme: browsers that can draw its list in that look, too. */
export function Select({
  label,
  options,
  value = '',
  placeholder = '',
  isDisabled = false,
  onChange,
  ref,
}: SelectProps): ReactNode {
  const isKnown = options.some((option) => option.value === value);
  const hasNone = options.some((option) => option.value === '');
  return (
    <span className="select">
      <select
        ref={ref}
        aria-label={label}
        value={isKnown ? value : ''}
        disabled={isDisabled}
        onChange={({ target }) => onChange(target.value)}
      >
        {!isKnown && !hasNone && (
          <option value="" disabled hidden>
            {placeholder}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}
