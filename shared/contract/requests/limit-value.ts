/** Values that spending limits are for, as they are written: an asterisk is a pattern at the end, and nothing silent anywhere else. */

/** A text's characters, each with whether it is an asterisk that was marked as meant. */
const parts = /\\\*|./gsu;

/** Without an asterisk but one at its end, with something before it, and those that are marked: `\*`. */
export function isPattern(text: string): boolean {
  const all = partsOf(text);
  const unmarked = all.indexOf('*');
  return unmarked < 0 || (unmarked === all.length - 1 && unmarked > 0);
}

/** Without any asterisk that isn't marked. */
export function isLiteral(text: string): boolean {
  return !partsOf(text).includes('*');
}

/** The value itself, or what values begin with. */
export function patternOf(text: string): { readonly value: string } | { readonly prefix: string } {
  return isLiteral(text) ? { value: meant(text) } : { prefix: meant(text.slice(0, -1)) };
}

/** Without the marks. */
export function meant(text: string): string {
  return text.replaceAll('\\*', '*');
}

function partsOf(text: string): readonly string[] {
  return text.match(parts) ?? [];
}
