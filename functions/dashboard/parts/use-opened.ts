import { useState } from 'react';

export interface Opened {
  readonly isOpen: (id: string) => boolean;
  readonly toggle: (id: string) => void;
}

/** The lines that are open: the first ones, until somebody opens or closes one. */
export function useOpened(first: readonly string[]): Opened {
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isOpen = (id: string): boolean => changed.get(id) ?? first.includes(id);
  return {
    isOpen,
    toggle: (id) => setChanged((before) => new Map([...before, [id, !isOpen(id)]])),
  };
}
