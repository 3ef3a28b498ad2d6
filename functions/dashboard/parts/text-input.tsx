import type { ReactNode } from 'react';

interface TextInputProps {
  /** Its name, for people who can't see what it stands beside. */
  readonly label: string;
  readonly type?: 'text' | 'search';
  readonly placeholder?: string;
  readonly value: string;
  /** The most letters that it takes. */
  readonly lengthMax?: number;
  readonly onChange: (value: string) => void;
}

/** A line to type in, whose name is not written beside it. Where it is, it is a native input in a `label` of class `field`. */
export function TextInput({
  label,
  type = 'text',
  placeholder,
  value,
  lengthMax,
  onChange,
}: TextInputProps): ReactNode {
  return (
    <input
      className="text-input"
      type={type}
      aria-label={label}
      placeholder={placeholder}
      value={value}
      maxLength={lengthMax}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
