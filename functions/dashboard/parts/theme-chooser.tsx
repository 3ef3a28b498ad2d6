import type { ReactNode } from 'react';
import { type ThemeChoice, themeChoices, useTheme } from '../look/theme.ts';

const names: Readonly<Record<ThemeChoice, string>> = { system: 'System', light: 'Light', dark: 'Dark' };

export function ThemeChooser(): ReactNode {
  const [choice, choose] = useTheme();
  return (
    <select
      className="bar-select"
      aria-label="Theme"
      value={choice}
      onChange={({ target }) => choose(themeChoices.find((each) => each === target.value) ?? 'system')}
    >
      {themeChoices.map((each) => (
        <option key={each} value={each}>
          {names[each]}
        </option>
      ))}
    </select>
  );
}
