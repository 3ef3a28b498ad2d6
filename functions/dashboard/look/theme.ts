/** Light or dark: as the system has it, until the person chooses. */
import { useEffect, useState, useSyncExternalStore } from 'react';

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const storageKey = 'credits-theme';
const darkQuery = window.matchMedia('(prefers-color-scheme: dark)');

/** Before anything is drawn, so that no page flashes in the other theme. */
export function applyStoredTheme(): void {
  apply(storedChoice());
}

export function useTheme(): readonly [ThemeChoice, (choice: ThemeChoice) => void] {
  const [choice, setChoice] = useState(storedChoice);
  const isDark = useSyncExternalStore(subscribe, () => darkQuery.matches);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the system has decides while nothing is chosen.
  useEffect(() => {
    apply(choice);
    localStorage.setItem(storageKey, choice);
  }, [choice, isDark]);
  return [choice, setChoice];
}

function apply(choice: ThemeChoice): void {
  const isDark = choice === 'system' ? darkQuery.matches : choice === 'dark';
  document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
}

function storedChoice(): ThemeChoice {
  const stored = localStorage.getItem(storageKey);
  return themeChoices.find((choice) => choice === stored) ?? 'system';
}

function subscribe(onChange: () => void): () => void {
  darkQuery.addEventListener('change', onChange);
  return () => darkQuery.removeEventListener('change', onChange);
}
