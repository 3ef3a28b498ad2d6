/**
 * Rows as CSV by RFC 4180, the column names first. A text that spreadsheets would take for a formula, since it begins with
 * `=` `+` `-` `@`, a tab or a line's end, has an apostrophe before it, and so has one that begins with an apostrophe: whoever
 * takes one off each field that begins with one has what was written. Numbers are written as they are.
 */
export function csvOf(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

/** Rows as newline-delimited JSON: an object a line. */
export function ndjsonOf(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

function field(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? neutral(value) : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function neutral(text: string): string {
  return /^[=+\-@\t\r\n'＝＋－＠]/.test(text) ? `'${text}` : text;
}
