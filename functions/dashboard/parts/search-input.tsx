import Input from '@cloudscape-design/components/input';
import { type ReactNode, useEffect, useRef, useState } from 'react';

interface SearchInputProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const typingMs = 300;
/** As much as the service takes. */
const searchMax = 100;

/** Looks when the typing rests. */
export function SearchInput({ label, placeholder = label, value, onChange }: SearchInputProps): ReactNode {
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
    <Input
      type="search"
      ariaLabel={label}
      clearAriaLabel="Clear the search"
      placeholder={placeholder}
      value={typed}
      onChange={({ detail }) => setTyped(detail.value.slice(0, searchMax))}
    />
  );
}
