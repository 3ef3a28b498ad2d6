/**
 * Stands for the package `intl-messageformat` in the page: the library formats its own texts by it where an app gives it messages in several
 * languages, or uses its error boundary. The page does neither.
 */
// biome-ignore lint/style/noDefaultExport: as the package that it stands for.
export default class IntlMessageFormat {
  format(): never {
    throw new TypeError('the page gives the library no messages to format');
  }
}
