import type { ReactNode } from 'react';
import { type ThemeChoice, themeChoices, useTheme } from '../look/theme.ts';
import { Select } from './select.tsx';

const names: Readonly<Record<ThemeChoice, string>> = { system: 'System', light: 'Light', dark: 'Dark' };
const options = themeChoices.map((value) => ({ value, label: names[value] }));

export function ThemeChooser(): ReactNode {
  const [choice, choose] = useTheme();
  return (
    <Select
      label="Theme"
      options={options}
      value={choice}
      onChange={(value) => choose(themeChoices.find((each) => each === value) ?? 'system')}
    />
  );
}
