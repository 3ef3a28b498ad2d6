/** A page of the site before it is laid out. */
export interface DocsPage {
  /** Below the site's root: `start.html`, `api/usage.html`. */
  readonly path: string;
  readonly title: string;
  /** One sentence, for lists and search engines. */
  readonly description: string;
  /** The part of the contents that it stands in. */
  readonly group: string;
  /** The name in the contents, where it is another than the title. */
  readonly label?: string;
  readonly html: string;
  /** As it was written, where it was: served beside the page, for whoever reads text. */
  readonly markdown?: string;
  readonly sections: readonly Section[];
}

/** A part of a page that a search finds. */
export interface Section {
  readonly anchor: string;
  readonly heading: string;
  readonly text: string;
}

/** Escapes a text for HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
