import type { ReactNode } from 'react';

interface FieldProps {
  readonly label: string;
  readonly type?: 'text' | 'number';
  readonly value: string;
  readonly hint?: string;
  /** How fine a number is: by six decimals when left out. */
  readonly step?: string;
  readonly isRequired?: boolean;
  readonly lengthMax?: number;
  readonly onChange: (value: string) => void;
}

/** A named line of a form. A number is above zero, to six decimals. */
export function Field({
  label,
  type = 'text',
  value,
  hint,
  step = 'any',
  isRequired = false,
  lengthMax,
  onChange,
}: FieldProps): ReactNode {
  const bounds = type === 'number' ? { min: step === 'any' ? '0.000001' : step, step } : {};
  return (
    <label className="field">
      {label}
      <input
        type={type}
        {...bounds}
        required={isRequired}
        placeholder={hint}
        maxLength={lengthMax}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  );
}

interface SelectFieldProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** A named choice of a form. */
export function SelectField<Value extends string>({
  label,
  options,
  value,
  onChange,
}: SelectFieldProps<Value>): ReactNode {
  return (
    <label className="field">
      {label}
      <span className="select">
        <select
          value={value}
          onChange={({ target }) => onChange(options.find((each) => each.value === target.value)?.value ?? value)}
        >
          {options.map((each) => (
            <option key={each.value} value={each.value}>
              {each.label}
            </option>
          ))}
        </select>
      </span>
    </label>
  );
}
