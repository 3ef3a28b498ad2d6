/** The library's colours and distances by our own names: its custom properties carry a hash, which style sheets can't know. */
import * as tokens from '@cloudscape-design/design-tokens';

const ours = {
  '--page': tokens.colorBackgroundLayoutMain,
  '--surface': tokens.colorBackgroundContainerContent,
  '--line': tokens.colorBorderDividerDefault,
  '--text': tokens.colorTextBodyDefault,
  '--text-strong': tokens.colorTextHeadingDefault,
  '--text-quiet': tokens.colorTextBodySecondary,
  '--accent': tokens.colorTextAccent,
  '--link': tokens.colorTextLinkDefault,
  '--good': tokens.colorTextStatusSuccess,
  '--warning': tokens.colorTextStatusWarning,
  '--bad': tokens.colorTextStatusError,
  '--plan': tokens.colorChartsPaletteCategorical1,
  '--add-on': tokens.colorChartsPaletteCategorical2,
  '--adjustment': tokens.colorChartsPaletteCategorical3,
  '--held': tokens.colorChartsPaletteCategorical4,
} as const;

/** On the body, since it is there that the library changes them with the theme. */
export function applyTokens(): void {
  for (const [name, value] of Object.entries(ours)) document.body.style.setProperty(name, value);
}
