import { type ReactNode, useEffect, useRef, useState } from 'react';
import { TextInput } from './text-input.tsx';

interface SearchInputProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  /** As many letters as the service takes. */
  readonly lengthMax?: number;
  readonly onChange: (value: string) => void;
}

const typingMs = 300;

/** Looks when the typing rests. */
export function SearchInput(props: SearchInputProps): ReactNode {
  const { label, placeholder = label, value, lengthMax = 100, onChange } = props;
  const [typed, setTyped] = useState(value);
  const tell = useRef(onChange);
  tell.current = onChange;
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed.trim() === value) return undefined;
    const timer = setTimeout(() => tell.current(typed.trim()), typingMs);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <TextInput
      type="search"
      label={label}
      placeholder={placeholder}
      value={typed}
      lengthMax={lengthMax}
      onChange={setTyped}
    />
  );
}
