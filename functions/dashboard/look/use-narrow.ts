import { useSyncExternalStore } from 'react';

/** As in the style sheets. */
const narrowQuery = window.matchMedia('(width < 760px)');

/** Tells whether there is room for the few columns alone that matter most. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrowQuery.matches);
}

function subscribe(onChange: () => void): () => void {
  narrowQuery.addEventListener('change', onChange);
  return () => narrowQuery.removeEventListener('change', onChange);
}
